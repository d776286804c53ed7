package dev.roundhouse.http.h1.server;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a server's connection stands in hearing a request. What it still has to say is another matter, its output. */
public enum Phase {
    /** Between requests; not one octet of the next has come, but perhaps an empty line before it. RFC 9112 §9.3, §2.2 */
    IDLE,
    /** Some octets of a head have come. RFC 9112 §2.2 */
    READING_HEAD,
    /** The head is known, and the handler has not answered. */
    HANDLING,
    /** The handler wants the body, and it is coming. RFC 9112 §6 */
    RECEIVING,
    /** The answer is given, and the rest of a body that nobody wants is read over. RFC 9112 §9.3 */
    DISCARDING,
    /** No further request will be heard; the last answer is on its way out. RFC 9112 §9.6 */
    FINISHING,
    /** The sending side is closed; what still comes is read over, so that the peer can read our answer. RFC 9112 §9.6 */
    LINGERING,
    /** The end. */
    CLOSED;

    private static final Map<Phase, Set<Phase>> SUCCESSORS = successorTable();

    /** The phases that may follow this one. */
    public Set<Phase> successors() {
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
            case RECEIVING -> EnumSet.of(IDLE, FINISHING, CLOSED);
            case DISCARDING -> EnumSet.of(IDLE, FINISHING, CLOSED);
            case FINISHING -> EnumSet.of(LINGERING, CLOSED);
            case LINGERING -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(Phase.class);
        };
    }

    /** The next phase, if the table allows the move. */
    Phase transitionTo(Phase next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException("illegal phase transition: " + this + " to " + next);
        }
        return next;
    }
}
