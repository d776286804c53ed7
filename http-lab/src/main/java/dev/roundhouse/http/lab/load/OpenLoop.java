package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.util.ArrayDeque;

/**
 * Open loop: requests are due at times that are independent of responses, like those of many independent users. If the
 * server stalls, requests still become due, and their latency starts at the due time.
 */
final class OpenLoop implements LoadModel {
    private final LoadSpec.ArrivalRate rate;
    private final NanoClock clock;
    private final LoadStatistics statistics;

    /** Connections with capacity, in the order in which they got it. Some may have lost it since. */
    private final ArrayDeque<AvailableConnection> available = new ArrayDeque<>();

    private ArrivalSchedule arrivals;
    private long endNanos = NanoClock.NEVER;
    private boolean started;

    private record AvailableConnection(ClientConnection connection, long idleSinceNanos) {}

    OpenLoop(LoadSpec.ArrivalRate arrivalRate, NanoClock nanoClock, LoadStatistics loadStatistics) {
        this.rate = arrivalRate;
        this.clock = nanoClock;
        this.statistics = loadStatistics;
        this.arrivals = new ArrivalSchedule(arrivalRate, 0);
    }

    @Override
    public void start(long nowNanos) {
        arrivals = new ArrivalSchedule(rate, nowNanos);
        started = true;
    }

    @Override
    public void onCapacity(ClientConnection clientConnection, long nowNanos) {
        if (started) {
            available.add(new AvailableConnection(clientConnection, nowNanos));
        }
    }

    @Override
    public void dispatch() {
        while (started && !available.isEmpty() && hasPending() && arrivals.due() <= clock.now()) {
            AvailableConnection next = available.remove();
            if (next.connection().hasCapacity()) {
                send(next);
            }
        }
    }

    private void send(AvailableConnection next) {
        long dueNanos = arrivals.due();
        long sent = clock.now();
        if (Math.max(next.idleSinceNanos(), next.connection().connectedAt()) <= dueNanos) {
            statistics.recordSendLag(dueNanos, sent - dueNanos);
        }
        arrivals.advance();
        next.connection().enqueue(dueNanos, sent);
        next.connection().flush();
    }

    @Override
    public long nextDue() {
        return started && hasPending() && !available.isEmpty() ? arrivals.due() : NanoClock.NEVER;
    }

    @Override
    public void stop(long timeNanos) {
        endNanos = timeNanos;
    }

    @Override
    public void abandonPending(long nowNanos) {
        while (hasPending()) {
            statistics.recordNotSent(arrivals.due(), nowNanos);
            arrivals.advance();
        }
    }

    @Override
    public boolean hasPending() {
        return arrivals.due() < endNanos;
    }
}
