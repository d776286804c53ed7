/** Scenarios over HTTP/2: those in frames, and those of HTTP/1.1 whose messages are translated. */
package dev.roundhouse.http.conformance.http2;
