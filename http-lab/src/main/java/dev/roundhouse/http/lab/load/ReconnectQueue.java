package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/** Wires that wait a little before they connect again, so that a server that is down is not asked in a tight loop. */
final class ReconnectQueue {
    private final ArrayDeque<PendingReconnect> resting = new ArrayDeque<>();
    private final long pause;

    private record PendingReconnect(ClientConnection wire, ClientConnection.ConnectionOwner user, long until) {}

    /** A rest of so many nanoseconds. */
    ReconnectQueue(long pause) {
        this.pause = pause;
    }

    void add(ClientConnection wire, ClientConnection.ConnectionOwner user, long now) {
        resting.add(new PendingReconnect(wire, user, now + pause));
    }

    /** Wakes those whose pause is over. */
    void wake(long now) {
        // All pauses are alike: so they end in the order in which they began.
        while (!resting.isEmpty() && resting.element().until() <= now) {
            PendingReconnect next = resting.remove();
            next.user().rested(next.wire(), now);
        }
    }
}
