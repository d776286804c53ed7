package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The connections that are measured. */
final class ActiveConnections implements ClientConnection.ConnectionOwner {
    private static final long RECONNECT_DELAY = 10 * NanoClock.MILLISECOND;

    private final List<ClientConnection> connections;
    private final LoadSpec spec;
    private final LoadModel loadModel;
    private final LoadStatistics statistics;
    private final ReconnectQueue reconnectQueue;
    private final ConnectionTracker tracker;

    /** Throughput over time; unused before the load starts. */
    private TimelineRecorder timeline = new TimelineRecorder(0);

    ActiveConnections(
            LoadSpec spec,
            PreparedRequest[] requests,
            ClientContext clientContext,
            LoadModel loadModel,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.spec = spec;
        this.loadModel = loadModel;
        this.statistics = loadStatistics;
        this.reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);
        this.tracker = connectionTracker;
        LoadSpec.ConnectionProfile connectionProfile = spec.profile();
        boolean isConnectionPerRequest = connectionProfile.isConnectionPerRequest();
        ClientConnection.ConnectionMode connectionMode = new ClientConnection.ConnectionMode(
                isConnectionPerRequest ? 1 : connectionProfile.pipelined(), isConnectionPerRequest, false);
        Random random = new Random(spec.rate().seed());
        this.connections = IntStream.range(0, connectionProfile.connections())
                .mapToObj(i -> new RequestSequence(requests, random.nextInt(requests.length)))
                .map(requestSequence -> new ClientConnection(clientContext, this, requestSequence, connectionMode))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    /** Starts sending. */
    void start(TimelineRecorder recorder, long now) {
        timeline = recorder;
        loadModel.start(now);
        connections.forEach(clientConnection -> fillPipeline(clientConnection, now));
    }

    private void fillPipeline(ClientConnection clientConnection, long now) {
        int capacity = clientConnection.hasCapacity() ? clientConnection.capacity() : 0;
        for (int i = 0; i < capacity; i++) {
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
            statistics.recordNote(now, "(note) the server left a connection open after its last response");
        }
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(clientConnection, now);
        } else {
            statistics.recordNote(now, "(note) the server closed the connection as announced");
            clientConnection.open(now);
        }
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long now) {
        InFlightRequests inFlightRequests = clientConnection.inFlight();
        if (inFlightRequests.isEmpty()) {
            handleIdleFailure(clientConnection, why, now);
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

    /** In the closed loop a request is always due, so a failed connection attempt is a failed request. */
    private void handleIdleFailure(ClientConnection clientConnection, String why, long now) {
        if (spec.rate().isClosedLoop() && !clientConnection.hasConnected()) {
            statistics.recordFailed(now, why);
        } else {
            statistics.recordNote(now, "(note) " + why);
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

    /** Aborts requests that timed out, and reconnects after failures. */
    void tick(long now) {
        long timeout = spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
        for (ClientConnection clientConnection : connections) {
            clientConnection.checkTimeout(now, timeout);
        }
        reconnectQueue.notifyDueConnections(now);
    }

    /** Whether no request is in flight. */
    boolean isIdle() {
        return connections.stream()
                .allMatch(clientConnection -> clientConnection.inFlight().isEmpty());
    }

    /** Records all requests in flight as timed out and closes the connections. */
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
