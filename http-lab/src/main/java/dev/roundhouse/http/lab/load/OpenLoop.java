package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/**
 * Requests are due at times that no answer changes, as those of many people who know nothing of each other. A server that
 * stalls is not spared what comes meanwhile, and those requests' latency begins when they were due.
 */
final class OpenLoop implements Sending {
    private final LoadOrder.Pace pace;
    private final Clock clock;
    private final Tally tally;

    /** Wires with room, the one that has had it longest first. Some may have lost it since. */
    private final ArrayDeque<Free> free = new ArrayDeque<>();

    private Arrivals arrivals;
    private long end = Clock.NEVER;
    private boolean started;

    private record Free(Wire wire, long since) {}

    OpenLoop(LoadOrder.Pace pace, Clock clock, Tally tally) {
        this.pace = pace;
        this.clock = clock;
        this.tally = tally;
        this.arrivals = new Arrivals(pace, 0);
    }

    @Override
    public void start(long now) {
        arrivals = new Arrivals(pace, now);
        started = true;
    }

    @Override
    public void room(Wire wire, long now) {
        if (started) {
            free.add(new Free(wire, now));
        }
    }

    @Override
    public void dispatch() {
        while (started && !free.isEmpty() && owes() && arrivals.due() <= clock.now()) {
            Free next = free.remove();
            if (next.wire().hasRoom()) {
                send(next);
            }
        }
    }

    private void send(Free next) {
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
        return started && owes() && !free.isEmpty() ? arrivals.due() : Clock.NEVER;
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
