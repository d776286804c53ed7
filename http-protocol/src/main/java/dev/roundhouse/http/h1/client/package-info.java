/** HTTP/1.1 as a client (RFC 9112). Start with {@link dev.roundhouse.http.h1.client.Http1ClientConnection}. */
package dev.roundhouse.http.h1.client;
