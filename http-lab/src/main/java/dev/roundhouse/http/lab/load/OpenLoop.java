package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/**
 * Requests are due at times that no answer changes, as those of many people who know nothing of each other. A server that
 * stalls is not spared what comes meanwhile, and those requests' latency begins when they were due.
 */
final class OpenLoop implements LoadModel {
    private final LoadSpec.ArrivalRate pace;
    private final NanoClock clock;
    private final LoadStatistics tally;

    /** Wires with room, the one that has had it longest first. Some may have lost it since. */
    private final ArrayDeque<AvailableConnection> available = new ArrayDeque<>();

    private ArrivalSchedule arrivals;
    private long end = NanoClock.NEVER;
    private boolean started;

    private record AvailableConnection(ClientConnection connection, long idleSince) {}

    OpenLoop(LoadSpec.ArrivalRate arrivalRate, NanoClock nanoClock, LoadStatistics loadStatistics) {
        this.pace = arrivalRate;
        this.clock = nanoClock;
        this.tally = loadStatistics;
        this.arrivals = new ArrivalSchedule(arrivalRate, 0);
    }

    @Override
    public void start(long now) {
        arrivals = new ArrivalSchedule(pace, now);
        started = true;
    }

    @Override
    public void onCapacity(ClientConnection clientConnection, long now) {
        if (started) {
            available.add(new AvailableConnection(clientConnection, now));
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
        long due = arrivals.due();
        long sent = clock.now();
        if (Math.max(next.idleSince(), next.connection().connectedAt()) <= due) {
            tally.recordSendLag(due, sent - due);
        }
        arrivals.advance();
        next.connection().enqueue(due, sent);
        next.connection().flush();
    }

    @Override
    public long nextDue() {
        return started && hasPending() && !available.isEmpty() ? arrivals.due() : NanoClock.NEVER;
    }

    @Override
    public void stop(long time) {
        end = time;
    }

    @Override
    public void abandonPending(long now) {
        while (hasPending()) {
            tally.recordNotSent(arrivals.due(), now);
            arrivals.advance();
        }
    }

    @Override
    public boolean hasPending() {
        return arrivals.due() < end;
    }
}
