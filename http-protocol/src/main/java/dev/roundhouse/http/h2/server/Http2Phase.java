package dev.roundhouse.http.h2.server;

/** The phases of a connection, in their order; some may be skipped. RFC 9113 §6.8 */
enum Http2Phase {
    /** Requests are accepted. */
    OPEN,
    /** GOAWAY has announced the end, but the client may not have read it yet: requests are still accepted. */
    DRAINING,
    /** GOAWAY has named the last request: the streams in progress are finished, and later ones are ignored. */
    GOING_AWAY,
    /** After an error: what is queued is sent, and nothing is read. */
    CLOSING,
    /** All is sent: the peer gets time to read it. */
    LINGERING,
    /** The socket is to be closed. */
    CLOSED;

    /** Whether frames are processed. */
    boolean isProcessing() {
        return this == OPEN || this == DRAINING || this == GOING_AWAY;
    }

    /** Whether a client may open streams. */
    boolean acceptsStreams() {
        return this == OPEN || this == DRAINING;
    }
}
