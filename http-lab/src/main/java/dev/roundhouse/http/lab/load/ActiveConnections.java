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
            ClientContext clientContext,
            LoadModel loadModel,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.spec = order;
        this.loadModel = loadModel;
        this.statistics = loadStatistics;
        this.reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);
        this.tracker = connectionTracker;
        LoadSpec.ConnectionProfile connectionProfile = order.profile();
        boolean single = connectionProfile.isConnectionPerRequest();
        ClientConnection.ConnectionMode connectionMode =
                new ClientConnection.ConnectionMode(single ? 1 : connectionProfile.pipelined(), single, false);
        Random random = new Random(order.rate().seed());
        this.connections = IntStream.range(0, connectionProfile.connections())
                .mapToObj(i -> new RequestSequence(questions, random.nextInt(questions.length)))
                .map(requestSequence -> new ClientConnection(clientContext, this, requestSequence, connectionMode))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    /** Begins to send. */
    void start(TimelineRecorder shown, long now) {
        timeline = shown;
        loadModel.start(now);
        connections.forEach(clientConnection -> fillPipeline(clientConnection, now));
    }

    private void fillPipeline(ClientConnection clientConnection, long now) {
        int places = clientConnection.hasCapacity() ? clientConnection.capacity() : 0;
        for (int i = 0; i < places; i++) {
            loadModel.onCapacity(clientConnection, now);
        }
        clientConnection.flush();
    }

    @Override
    public void onConnected(ClientConnection clientConnection, long now) {
        tracker.add(clientConnection);
        fillPipeline(clientConnection, now);
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long now) {
        InFlightRequests inFlightRequests = clientConnection.inFlight();
        long due = inFlightRequests.due();
        if (failure.isEmpty()) {
            statistics.recordCorrect(due, inFlightRequests.sent(), now, bytes);
            timeline.add(now - due);
        } else {
            statistics.recordWrong(due, failure);
        }
        inFlightRequests.remove();
        if (clientConnection.hasCapacity()) {
            loadModel.onCapacity(clientConnection, now);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long now) {
        if (!closed) {
            statistics.recordNote(now, "(told, no failure) the server left a connection open after its last answer");
        }
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(clientConnection, now);
        } else {
            statistics.recordNote(now, "(told, no failure) the server closed the connection and had said so");
            clientConnection.open(now);
        }
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long now) {
        InFlightRequests inFlightRequests = clientConnection.inFlight();
        if (inFlightRequests.isEmpty()) {
            idleFailed(clientConnection, why, now);
        }
        while (!inFlightRequests.isEmpty()) {
            if (why.equals(ClientConnection.TIMED_OUT)) {
                statistics.recordTimeout(inFlightRequests.due(), inFlightRequests.sent(), now);
            } else {
                statistics.recordFailed(inFlightRequests.due(), why);
            }
            inFlightRequests.remove();
        }
        tracker.remove(clientConnection, why);
        reconnectQueue.add(clientConnection, this, now);
    }

    /** In the closed loop, a request would have been sent at once: without a connection, it has failed. */
    private void idleFailed(ClientConnection clientConnection, String why, long now) {
        if (spec.rate().isClosedLoop() && !clientConnection.wasConnected()) {
            statistics.recordFailed(now, why);
        } else {
            statistics.recordNote(now, "(told, no failure) " + why);
        }
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long now) {
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(clientConnection, now);
        } else {
            clientConnection.open(now);
        }
    }

    /** Gives up what took too long, and goes on where something broke. */
    void tick(long now) {
        long timeout = spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
        for (ClientConnection clientConnection : connections) {
            clientConnection.checkTimeout(now, timeout);
        }
        reconnectQueue.reconnectDue(now);
    }

    /** Whether every request that was sent has come to its end. */
    boolean isIdle() {
        return connections.stream()
                .allMatch(clientConnection -> clientConnection.inFlight().isEmpty());
    }

    /** Nothing more is waited for: what has no answer gets none. */
    void abandonPending(long now) {
        for (ClientConnection clientConnection : connections) {
            for (InFlightRequests inFlightRequests = clientConnection.inFlight();
                    !inFlightRequests.isEmpty();
                    inFlightRequests.remove()) {
                statistics.recordTimeout(inFlightRequests.due(), inFlightRequests.sent(), now);
            }
            clientConnection.close();
        }
        loadModel.abandonPending(now);
    }
}
