package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/** Wires that wait a little before they connect again, so that a server that is down is not asked in a tight loop. */
final class Rest {
    private final ArrayDeque<Resting> resting = new ArrayDeque<>();
    private final long pause;

    private record Resting(Wire wire, Wire.User user, long until) {}

    /** A rest of so many nanoseconds. */
    Rest(long pause) {
        this.pause = pause;
    }

    void add(Wire wire, Wire.User user, long now) {
        resting.add(new Resting(wire, user, now + pause));
    }

    /** Wakes those whose pause is over. */
    void wake(long now) {
        // All pauses are alike: so they end in the order in which they began.
        while (!resting.isEmpty() && resting.element().until() <= now) {
            Resting next = resting.remove();
            next.user().rested(next.wire(), now);
        }
    }
}
