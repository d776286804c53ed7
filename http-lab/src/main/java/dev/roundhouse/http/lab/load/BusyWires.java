package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The connections whose answers count. */
final class BusyWires implements Wire.User {
    private static final long PAUSE = 10 * Clock.MILLISECOND;

    private final List<Wire> wires;
    private final LoadOrder order;
    private final Sending sending;
    private final Tally tally;
    private final Rest rest;
    private final Standing standing;

    /** What is shown; before the load begins, nothing is added. */
    private Windows windows = new Windows(0);

    BusyWires(LoadOrder order, Question[] questions, Site site, Sending sending, Tally tally, Standing standing) {
        this.order = order;
        this.sending = sending;
        this.tally = tally;
        this.rest = new Rest(PAUSE);
        this.standing = standing;
        LoadOrder.Shape shape = order.shape();
        boolean single = shape.perRequest();
        Wire.Manner manner = new Wire.Manner(single ? 1 : shape.pipelined(), single, false);
        Random random = new Random(order.pace().seed());
        this.wires = IntStream.range(0, shape.connections())
                .mapToObj(i -> new Turns(questions, random.nextInt(questions.length)))
                .map(turns -> new Wire(site, this, turns, manner))
                .toList();
    }

    List<Wire> wires() {
        return wires;
    }

    /** Begins to send. */
    void start(Windows shown, long now) {
        windows = shown;
        sending.start(now);
        wires.forEach(wire -> fill(wire, now));
    }

    private void fill(Wire wire, long now) {
        int places = wire.hasRoom() ? wire.places() : 0;
        for (int i = 0; i < places; i++) {
            sending.room(wire, now);
        }
        wire.flush();
    }

    @Override
    public void stands(Wire wire, long now) {
        standing.add(wire);
        fill(wire, now);
    }

    @Override
    public void answered(Wire wire, String trouble, long octets, long now) {
        Underway underway = wire.underway();
        long due = underway.due();
        if (trouble.isEmpty()) {
            tally.correct(due, underway.sent(), now, octets);
            windows.add(now - due);
        } else {
            tally.wrong(due, trouble);
        }
        underway.remove();
        if (wire.hasRoom()) {
            sending.room(wire, now);
        }
    }

    @Override
    public void ended(Wire wire, boolean closed, long now) {
        if (!closed) {
            tally.note(now, "(told, no failure) the server left a connection open after its last answer");
        }
        if (order.shape().perRequest()) {
            sending.room(wire, now);
        } else {
            tally.note(now, "(told, no failure) the server closed the connection and had said so");
            wire.open(now);
        }
    }

    @Override
    public void broke(Wire wire, String why, long now) {
        Underway underway = wire.underway();
        if (underway.isEmpty()) {
            brokeUnused(wire, why, now);
        }
        while (!underway.isEmpty()) {
            if (why.equals(Wire.NOT_IN_TIME)) {
                tally.timedOut(underway.due(), underway.sent(), now);
            } else {
                tally.failed(underway.due(), why);
            }
            underway.remove();
        }
        standing.remove(wire, why);
        rest.add(wire, this, now);
    }

    /** In the closed loop, a request would have been sent at once: without a connection, it has failed. */
    private void brokeUnused(Wire wire, String why, long now) {
        if (order.pace().closed() && !wire.stood()) {
            tally.failed(now, why);
        } else {
            tally.note(now, "(told, no failure) " + why);
        }
    }

    @Override
    public void rested(Wire wire, long now) {
        if (order.shape().perRequest()) {
            sending.room(wire, now);
        } else {
            wire.open(now);
        }
    }

    /** Gives up what took too long, and goes on where something broke. */
    void tick(long now) {
        long timeout = order.timing().timeoutMillis() * Clock.MILLISECOND;
        for (Wire wire : wires) {
            wire.expire(now, timeout);
        }
        rest.wake(now);
    }

    /** Whether every request that was sent has come to its end. */
    boolean areQuiet() {
        return wires.stream().allMatch(wire -> wire.underway().isEmpty());
    }

    /** Nothing more is waited for: what has no answer gets none. */
    void giveUp(long now) {
        for (Wire wire : wires) {
            for (Underway underway = wire.underway(); !underway.isEmpty(); underway.remove()) {
                tally.timedOut(underway.due(), underway.sent(), now);
            }
            wire.close();
        }
        sending.giveUp(now);
    }
}
