/**
 * HTTP/1.1 as a server (RFC 9112). Start with {@link dev.roundhouse.http.h1.server.Http1Connection} and its states, {@link
 * dev.roundhouse.http.h1.server.Phase}.
 */
package dev.roundhouse.http.h1.server;
