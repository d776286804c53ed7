/** Parsers and encoders of HTTP/1.1 that both roles use: header sections, chunked coding, message framing (RFC 9112). */
package dev.roundhouse.http.h1.codec;
