package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The connections whose answers count. */
final class ActiveConnections implements ClientConnection.ConnectionOwner {
    private static final long RECONNECT_DELAY = 10 * NanoClock.MILLISECOND;

    private final List<ClientConnection> connections;
    private final LoadSpec spec;
    private final LoadModel loadModel;
    private final LoadStatistics statistics;
    private final ReconnectQueue reconnectQueue;
    private final ConnectionTracker tracker;

    /** What is shown; before the load begins, nothing is added. */
    private TimelineRecorder timeline = new TimelineRecorder(0);

    ActiveConnections(
            LoadSpec order,
            PreparedRequest[] questions,
            ClientContext site,
            LoadModel sending,
            LoadStatistics tally,
            ConnectionTracker standing) {
        this.spec = order;
        this.loadModel = sending;
        this.statistics = tally;
        this.reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);
        this.tracker = standing;
        LoadSpec.ConnectionProfile shape = order.profile();
        boolean single = shape.isConnectionPerRequest();
        ClientConnection.ConnectionMode manner =
                new ClientConnection.ConnectionMode(single ? 1 : shape.pipelined(), single, false);
        Random random = new Random(order.rate().seed());
        this.connections = IntStream.range(0, shape.connections())
                .mapToObj(i -> new RequestSequence(questions, random.nextInt(questions.length)))
                .map(turns -> new ClientConnection(site, this, turns, manner))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    /** Begins to send. */
    void start(TimelineRecorder shown, long now) {
        timeline = shown;
        loadModel.start(now);
        connections.forEach(wire -> fillPipeline(wire, now));
    }

    private void fillPipeline(ClientConnection wire, long now) {
        int places = wire.hasCapacity() ? wire.capacity() : 0;
        for (int i = 0; i < places; i++) {
            loadModel.onCapacity(wire, now);
        }
        wire.flush();
    }

    @Override
    public void onConnected(ClientConnection wire, long now) {
        tracker.add(wire);
        fillPipeline(wire, now);
    }

    @Override
    public void onResponse(ClientConnection wire, String trouble, long octets, long now) {
        InFlightRequests underway = wire.inFlight();
        long due = underway.due();
        if (trouble.isEmpty()) {
            statistics.recordCorrect(due, underway.sent(), now, octets);
            timeline.add(now - due);
        } else {
            statistics.recordWrong(due, trouble);
        }
        underway.remove();
        if (wire.hasCapacity()) {
            loadModel.onCapacity(wire, now);
        }
    }

    @Override
    public void onClosed(ClientConnection wire, boolean closed, long now) {
        if (!closed) {
            statistics.recordNote(now, "(told, no failure) the server left a connection open after its last answer");
        }
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(wire, now);
        } else {
            statistics.recordNote(now, "(told, no failure) the server closed the connection and had said so");
            wire.open(now);
        }
    }

    @Override
    public void onFailure(ClientConnection wire, String why, long now) {
        InFlightRequests underway = wire.inFlight();
        if (underway.isEmpty()) {
            idleFailed(wire, why, now);
        }
        while (!underway.isEmpty()) {
            if (why.equals(ClientConnection.TIMED_OUT)) {
                statistics.recordTimeout(underway.due(), underway.sent(), now);
            } else {
                statistics.recordFailed(underway.due(), why);
            }
            underway.remove();
        }
        tracker.remove(wire, why);
        reconnectQueue.add(wire, this, now);
    }

    /** In the closed loop, a request would have been sent at once: without a connection, it has failed. */
    private void idleFailed(ClientConnection wire, String why, long now) {
        if (spec.rate().isClosedLoop() && !wire.wasConnected()) {
            statistics.recordFailed(now, why);
        } else {
            statistics.recordNote(now, "(told, no failure) " + why);
        }
    }

    @Override
    public void onReconnectDue(ClientConnection wire, long now) {
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(wire, now);
        } else {
            wire.open(now);
        }
    }

    /** Gives up what took too long, and goes on where something broke. */
    void tick(long now) {
        long timeout = spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
        for (ClientConnection wire : connections) {
            wire.checkTimeout(now, timeout);
        }
        reconnectQueue.reconnectDue(now);
    }

    /** Whether every request that was sent has come to its end. */
    boolean isIdle() {
        return connections.stream().allMatch(wire -> wire.inFlight().isEmpty());
    }

    /** Nothing more is waited for: what has no answer gets none. */
    void abandonPending(long now) {
        for (ClientConnection wire : connections) {
            for (InFlightRequests underway = wire.inFlight(); !underway.isEmpty(); underway.remove()) {
                statistics.recordTimeout(underway.due(), underway.sent(), now);
            }
            wire.close();
        }
        loadModel.abandonPending(now);
    }
}
