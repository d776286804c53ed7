/** The rules and limits of HTTP/2 (RFC 9113) that both roles share. Start with {@link dev.roundhouse.http.h2.Http2Error}. */
package dev.roundhouse.http.h2;
