/**
 * HTTP/1.1 (RFC 9112): the limits and errors of both roles.
 *
 * <p>Start with {@link dev.roundhouse.http.h1.server.Http1Connection}, the server side, and its states,
 * {@link dev.roundhouse.http.h1.server.Phase}. The reasons to reject a message are the constants of
 * {@link dev.roundhouse.http.h1.Http1Error}. {@link dev.roundhouse.http.h1.client.Http1ClientConnection} is the client side.
 */
package dev.roundhouse.http.h1;
