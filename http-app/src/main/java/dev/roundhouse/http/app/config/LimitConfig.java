package dev.roundhouse.http.app.config;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;

/**
 * The maximum sizes of requests.
 *
 * @param requestLineBytes the length of a request line; with HTTP/2, of a request target
 * @param headers the number of headers
 * @param headerBytes the size of all headers together
 * @param bodyBytes the size of a body
 * @param requests the number of requests of a connection
 */
public record LimitConfig(int requestLineBytes, int headers, int headerBytes, long bodyBytes, long requests) {
    /** Those of these limits that every version of HTTP has. */
    public Limits common() {
        return new Limits(headers, headerBytes, bodyBytes, requests);
    }

    /** These limits for HTTP/1.1, with its defaults for everything that has no option. */
    public Http1Limits toLimits() {
        Http1Limits defaults = Http1Limits.DEFAULT;
        return new Http1Limits(common(), requestLineBytes, defaults.discardBytes(), defaults.chunkExtensionBytes());
    }
}
