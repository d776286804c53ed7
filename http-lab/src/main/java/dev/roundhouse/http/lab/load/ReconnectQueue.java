package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/** Wires that wait a little before they connect again, so that a server that is down is not asked in a tight loop. */
final class ReconnectQueue {
    private final ArrayDeque<PendingReconnect> waiting = new ArrayDeque<>();
    private final long pause;

    private record PendingReconnect(
            ClientConnection connection, ClientConnection.ConnectionOwner owner, long dueNanos) {}

    /** A rest of so many nanoseconds. */
    ReconnectQueue(long pause) {
        this.pause = pause;
    }

    void add(ClientConnection clientConnection, ClientConnection.ConnectionOwner connectionOwner, long now) {
        waiting.add(new PendingReconnect(clientConnection, connectionOwner, now + pause));
    }

    /** Wakes those whose pause is over. */
    void reconnectDue(long now) {
        // All pauses are alike: so they end in the order in which they began.
        while (!waiting.isEmpty() && waiting.element().dueNanos() <= now) {
            PendingReconnect next = waiting.remove();
            next.owner().onReconnectDue(next.connection(), now);
        }
    }
}
