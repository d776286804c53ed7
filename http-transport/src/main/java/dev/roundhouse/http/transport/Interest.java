package dev.roundhouse.http.transport;

/** What a {@link Pump} waits for when it has done what it could. */
public enum Interest {
    /** Bytes from the peer. */
    READ,
    /** Room for bytes to the peer. */
    WRITE,
    /** A reply that comes later, and nothing of the peer: {@link Pump#run} is to be called when the pump wakes its driver. */
    REPLY,
    /** Its next turn: it could go on at once, but others shall have theirs first. */
    YIELD,
    /** Nothing: the connection is closed. */
    NONE
}
