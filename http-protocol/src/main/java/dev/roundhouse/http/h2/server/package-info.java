/** HTTP/2 as a server (RFC 9113). Start with {@link dev.roundhouse.http.h2.server.Http2Connection}. */
package dev.roundhouse.http.h2.server;
