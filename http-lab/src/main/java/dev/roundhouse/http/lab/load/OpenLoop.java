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
    private final ArrayDeque<AvailableConnection> free = new ArrayDeque<>();

    private ArrivalSchedule arrivals;
    private long end = NanoClock.NEVER;
    private boolean started;

    private record AvailableConnection(ClientConnection wire, long since) {}

    OpenLoop(LoadSpec.ArrivalRate pace, NanoClock clock, LoadStatistics tally) {
        this.pace = pace;
        this.clock = clock;
        this.tally = tally;
        this.arrivals = new ArrivalSchedule(pace, 0);
    }

    @Override
    public void start(long now) {
        arrivals = new ArrivalSchedule(pace, now);
        started = true;
    }

    @Override
    public void room(ClientConnection wire, long now) {
        if (started) {
            free.add(new AvailableConnection(wire, now));
        }
    }

    @Override
    public void dispatch() {
        while (started && !free.isEmpty() && owes() && arrivals.due() <= clock.now()) {
            AvailableConnection next = free.remove();
            if (next.wire().hasRoom()) {
                send(next);
            }
        }
    }

    private void send(AvailableConnection next) {
        long due = arrivals.due();
        long sent = clock.now();
        if (Math.max(next.since(), next.wire().since()) <= due) {
            tally.lag(due, sent - due);
        }
        arrivals.next();
        next.wire().ask(due, sent);
        next.wire().flush();
    }

    @Override
    public long next() {
        return started && owes() && !free.isEmpty() ? arrivals.due() : NanoClock.NEVER;
    }

    @Override
    public void stop(long time) {
        end = time;
    }

    @Override
    public void giveUp(long now) {
        while (owes()) {
            tally.neverSent(arrivals.due(), now);
            arrivals.next();
        }
    }

    @Override
    public boolean owes() {
        return arrivals.due() < end;
    }
}
