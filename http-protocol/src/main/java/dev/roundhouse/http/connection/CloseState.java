package dev.roundhouse.http.connection;

/** What the caller is to do with the socket of a connection. RFC 9112 §9.6 */
public enum CloseState {
    /** Keep it open. */
    OPEN,
    /** Shut down its sending side and keep receiving, so that the peer can read the last response before a reset. */
    HALF_CLOSE,
    /** Close it. */
    CLOSE
}
