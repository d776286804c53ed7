/**
 * HTTP/1.1 on the wire (RFC 9112), in both roles.
 *
 * <p>Start with {@link dev.roundhouse.http.h1.server.Http1Connection}, the server's machine, and the table of its states,
 * {@link dev.roundhouse.http.h1.server.Phase}. Everything that is refused is a constant of
 * {@link dev.roundhouse.http.h1.Http1Error}. {@link dev.roundhouse.http.h1.client.Http1ClientConnection} is the other end.
 */
package dev.roundhouse.http.h1;
