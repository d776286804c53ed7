package dev.roundhouse.http.transport;

/** The event for which a {@link Pump} waits. */
public enum Interest {
    /** Input from the peer. */
    READ,
    /** Space in the send buffer of the socket. */
    WRITE,
    /** Input from the peer, or space in the send buffer, whichever comes first. */
    READ_WRITE,
    /** A {@linkplain dev.roundhouse.http.connection.ConnectionContext#wakeUp wake-up} by another thread, and no event of the socket. */
    WAKE_UP,
    /** Nothing: it could continue, but yields to other connections first. */
    YIELD,
    /** Nothing: the connection is closed. */
    NONE
}
