package dev.roundhouse.http.h1.server;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The state of reading of a server connection. What is left to write is independent of it: a response may still be in the
 * output while the next request is read.
 */
enum Phase {
    /** Between requests. No byte of the next one has been received, except empty lines. RFC 9112 §9.3, §2.2 */
    IDLE,
    /** A part of a head has been received. RFC 9112 §2.2 */
    READING_HEAD,
    /** The request is complete or its head is, and there is no reply yet. */
    HANDLING,
    /** The handler's upload receives the body. RFC 9112 §6 */
    RECEIVING,
    /** The response is written, and the rest of the body, which the handler does not need, is skipped. RFC 9112 §9.3 */
    DISCARDING,
    /** No further request is read; the last response is being sent. RFC 9112 §9.6 */
    FINISHING,
    /** The sending side is closed; input is skipped, so that the peer can read the last response. RFC 9112 §9.6 */
    LINGERING,
    /** The connection is closed. */
    CLOSED;

    private static final Map<Phase, Set<Phase>> SUCCESSORS = successorTable();

    /** The phases that may follow this one. */
    Set<Phase> successors() {
        return SUCCESSORS.get(this);
    }

    private static Map<Phase, Set<Phase>> successorTable() {
        Map<Phase, Set<Phase>> table = new EnumMap<>(Phase.class);
        for (Phase phase : values()) {
            table.put(phase, Collections.unmodifiableSet(phase.next()));
        }
        return Collections.unmodifiableMap(table);
    }

    private Set<Phase> next() {
        return switch (this) {
            case IDLE -> EnumSet.of(READING_HEAD, FINISHING, CLOSED);
            case READING_HEAD -> EnumSet.of(HANDLING, FINISHING, CLOSED);
            case HANDLING -> EnumSet.of(RECEIVING, DISCARDING, IDLE, FINISHING, CLOSED);
            // An upload that was received may have a later reply; one that has a response may not need the rest.
            case RECEIVING -> EnumSet.of(HANDLING, DISCARDING, IDLE, FINISHING, CLOSED);
            case DISCARDING -> EnumSet.of(IDLE, FINISHING, CLOSED);
            case FINISHING -> EnumSet.of(LINGERING, CLOSED);
            case LINGERING -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(Phase.class);
        };
    }

    /**
     * Checks a transition.
     *
     * @throws IllegalStateException when the phase may not follow this one
     */
    void requireSuccessor(Phase next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException("illegal phase transition: " + this + " to " + next);
        }
    }
}
