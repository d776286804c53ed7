package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The connections whose answers count. */
final class ActiveConnections implements ClientConnection.ConnectionOwner {
    private static final long PAUSE = 10 * NanoClock.MILLISECOND;

    private final List<ClientConnection> wires;
    private final LoadSpec order;
    private final LoadModel sending;
    private final LoadStatistics tally;
    private final ReconnectQueue rest;
    private final ConnectionTracker standing;

    /** What is shown; before the load begins, nothing is added. */
    private TimelineRecorder windows = new TimelineRecorder(0);

    ActiveConnections(
            LoadSpec order,
            PreparedRequest[] questions,
            ClientContext site,
            LoadModel sending,
            LoadStatistics tally,
            ConnectionTracker standing) {
        this.order = order;
        this.sending = sending;
        this.tally = tally;
        this.rest = new ReconnectQueue(PAUSE);
        this.standing = standing;
        LoadSpec.ConnectionProfile shape = order.shape();
        boolean single = shape.perRequest();
        ClientConnection.ConnectionMode manner =
                new ClientConnection.ConnectionMode(single ? 1 : shape.pipelined(), single, false);
        Random random = new Random(order.pace().seed());
        this.wires = IntStream.range(0, shape.connections())
                .mapToObj(i -> new RequestSequence(questions, random.nextInt(questions.length)))
                .map(turns -> new ClientConnection(site, this, turns, manner))
                .toList();
    }

    List<ClientConnection> wires() {
        return wires;
    }

    /** Begins to send. */
    void start(TimelineRecorder shown, long now) {
        windows = shown;
        sending.start(now);
        wires.forEach(wire -> fill(wire, now));
    }

    private void fill(ClientConnection wire, long now) {
        int places = wire.hasRoom() ? wire.places() : 0;
        for (int i = 0; i < places; i++) {
            sending.room(wire, now);
        }
        wire.flush();
    }

    @Override
    public void stands(ClientConnection wire, long now) {
        standing.add(wire);
        fill(wire, now);
    }

    @Override
    public void answered(ClientConnection wire, String trouble, long octets, long now) {
        InFlightRequests underway = wire.underway();
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
    public void ended(ClientConnection wire, boolean closed, long now) {
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
    public void broke(ClientConnection wire, String why, long now) {
        InFlightRequests underway = wire.underway();
        if (underway.isEmpty()) {
            brokeUnused(wire, why, now);
        }
        while (!underway.isEmpty()) {
            if (why.equals(ClientConnection.NOT_IN_TIME)) {
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
    private void brokeUnused(ClientConnection wire, String why, long now) {
        if (order.pace().closed() && !wire.stood()) {
            tally.failed(now, why);
        } else {
            tally.note(now, "(told, no failure) " + why);
        }
    }

    @Override
    public void rested(ClientConnection wire, long now) {
        if (order.shape().perRequest()) {
            sending.room(wire, now);
        } else {
            wire.open(now);
        }
    }

    /** Gives up what took too long, and goes on where something broke. */
    void tick(long now) {
        long timeout = order.timing().timeoutMillis() * NanoClock.MILLISECOND;
        for (ClientConnection wire : wires) {
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
        for (ClientConnection wire : wires) {
            for (InFlightRequests underway = wire.underway(); !underway.isEmpty(); underway.remove()) {
                tally.timedOut(underway.due(), underway.sent(), now);
            }
            wire.close();
        }
        sending.giveUp(now);
    }
}
