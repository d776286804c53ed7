package dev.roundhouse.http.connection;

/** How far a connection has come to its end. RFC 9112 §9.6 */
public enum CloseState {
    /** It goes on. */
    OPEN,
    /** Close the sending side, and go on reading, so that the peer can read the last answer before it is told to go. */
    HALF_CLOSE,
    /** Close the socket. */
    CLOSE
}
