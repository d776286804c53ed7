package dev.roundhouse.http.transport;

/** The event for which a {@link Pump} waits. */
public enum Interest {
    /** Input from the peer. */
    READ,
    /** Space in the send buffer of the socket. */
    WRITE,
    /** Input from the peer, or space in the send buffer, whichever comes first. */
    READ_WRITE,
    /**
     * A reply that another thread completes, and no event of the socket: {@link Pump#run} is due when the pump calls its wake-up.
     */
    REPLY,
    /** Nothing: it could continue, but yields to other connections first. */
    YIELD,
    /** Nothing: the connection is closed. */
    NONE
}
