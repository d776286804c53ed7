package dev.roundhouse.http.tls;

/** The phases of a {@link TlsConnection}, in their order; each may be left out. */
enum TlsPhase {
    HANDSHAKE,

    /** The handshake is complete: there is an inner connection. */
    OPEN,

    /** The last record is sent, and what the peer sends is discarded. */
    CLOSING,

    CLOSED;

    /** Whether records of the peer are processed. */
    boolean isActive() {
        return this == HANDSHAKE || this == OPEN;
    }
}
