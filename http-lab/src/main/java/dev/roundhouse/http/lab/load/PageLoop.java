package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Closed loop of page loads: all requests of a page are due together, and are sent as far as the connections have capacity; the next
 * page begins when all responses are complete. So the latency of a request begins with its page, and the largest is that of the page.
 */
final class PageLoop implements LoadModel {
    private final int requestsOfPage;

    /** Connections with capacity, once for each request that they could send. */
    private final ArrayDeque<ClientConnection> available = new ArrayDeque<>();

    private final Set<ClientConnection> busy = new HashSet<>();
    private int unsent;
    private long pageNanos;
    private boolean sending;

    /** Creates a loop of pages with that many requests. */
    PageLoop(int requestsOfPage) {
        this.requestsOfPage = requestsOfPage;
    }

    @Override
    public void start(long nowNanos) {
        // Connections are offered again when sending begins.
        available.clear();
        sending = true;
    }

    @Override
    public void onCapacity(ClientConnection connection, long nowNanos) {
        if (unsent > 0 && connection.hasCapacity()) {
            send(connection, nowNanos);
        } else {
            available.add(connection);
        }
        beginPageIfDone(nowNanos);
    }

    private void send(ClientConnection connection, long nowNanos) {
        unsent--;
        busy.add(connection);
        connection.enqueue(pageNanos, nowNanos);
    }

    private void beginPageIfDone(long nowNanos) {
        if (!sending || unsent > 0) {
            return;
        }
        busy.removeIf(connection -> connection.inFlight().isEmpty());
        if (!busy.isEmpty()) {
            return;
        }
        unsent = requestsOfPage;
        pageNanos = nowNanos;
        for (int left = available.size(); left > 0 && unsent > 0; left--) {
            ClientConnection next = available.remove();
            if (next.hasCapacity()) {
                send(next, nowNanos);
            }
        }
        busy.forEach(ClientConnection::flush);
    }

    @Override
    public void dispatch() {
        // Requests are sent as soon as there is capacity.
    }

    @Override
    public long nextDue() {
        return NanoClock.NEVER;
    }

    @Override
    public void stop(long endNanos) {
        // The rest of a page that has begun was due before.
        sending = false;
    }

    @Override
    public void abandonPending(long nowNanos) {
        available.clear();
        unsent = 0;
    }

    @Override
    public boolean hasPending() {
        return unsent > 0;
    }
}
