package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/** Connections waiting to reconnect, so that a server that is down is not hit in a tight loop. */
final class ReconnectQueue {
    private final ArrayDeque<PendingReconnect> waiting = new ArrayDeque<>();
    private final long delayNanos;

    private record PendingReconnect(
            ClientConnection connection, ClientConnection.ConnectionOwner owner, long dueNanos) {}

    /** Creates a queue with this delay in nanoseconds. */
    ReconnectQueue(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    void add(ClientConnection clientConnection, ClientConnection.ConnectionOwner connectionOwner, long nowNanos) {
        waiting.add(new PendingReconnect(clientConnection, connectionOwner, nowNanos + delayNanos));
    }

    /** Notifies the owners of connections whose delay is over. */
    void notifyDueConnections(long nowNanos) {
        // All delays are equal, so they end in the order in which they started.
        while (!waiting.isEmpty() && waiting.element().dueNanos() <= nowNanos) {
            PendingReconnect next = waiting.remove();
            next.owner().onReconnectDue(next.connection(), nowNanos);
        }
    }
}
