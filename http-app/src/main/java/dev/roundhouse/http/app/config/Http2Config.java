package dev.roundhouse.http.app.config;

import dev.roundhouse.http.h2.Http2Limits;

/**
 * How the server uses HTTP/2.
 *
 * @param isEnabled whether clients may choose it in the TLS handshake
 * @param hasPriorKnowledge whether clients may also begin with it in clear
 * @param streams the number of concurrent streams of a connection
 * @param windowBytes the bytes of a request body that a client may send ahead on one stream
 */
public record Http2Config(boolean isEnabled, boolean hasPriorKnowledge, int streams, int windowBytes) {
    /** These limits with those of every version, and with the defaults of HTTP/2 for everything that has no option. */
    public Http2Limits toLimits(LimitConfig limits) {
        Http2Limits defaults = Http2Limits.DEFAULT;
        return new Http2Limits(
                limits.common(),
                limits.requestLineBytes(),
                defaults.discardBytes(),
                streams,
                windowBytes,
                defaults.settingsTimeout());
    }
}
