package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.timing.NanoClock;
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
                connectionProfile.protocol(),
                isConnectionPerRequest ? 1 : connectionProfile.pipelined(),
                isConnectionPerRequest,
                false);
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
    void start(TimelineRecorder recorder, long nowNanos) {
        timeline = recorder;
        loadModel.start(nowNanos);
        connections.forEach(clientConnection -> fillPipeline(clientConnection, nowNanos));
    }

    private void fillPipeline(ClientConnection clientConnection, long nowNanos) {
        int capacity = clientConnection.hasCapacity() ? clientConnection.capacity() : 0;
        for (int i = 0; i < capacity; i++) {
            loadModel.onCapacity(clientConnection, nowNanos);
        }
        clientConnection.flush();
    }

    @Override
    public void onConnected(ClientConnection clientConnection, long nowNanos) {
        tracker.add(clientConnection);
        fillPipeline(clientConnection, nowNanos);
    }

    @Override
    public void onResponse(ClientConnection connection, InFlightRequest request, String failure, long nowNanos) {
        if (failure.isEmpty()) {
            statistics.recordCorrect(request.due(), request.sent(), nowNanos, request.receivedBytes());
            timeline.add(nowNanos - request.due());
        } else {
            statistics.recordWrong(request.due(), failure);
        }
        useCapacity(connection, nowNanos);
    }

    @Override
    public void onRequestFailure(ClientConnection connection, InFlightRequest request, String why, long nowNanos) {
        statistics.recordFailed(request.due(), why);
        useCapacity(connection, nowNanos);
    }

    private void useCapacity(ClientConnection connection, long nowNanos) {
        if (connection.hasCapacity()) {
            loadModel.onCapacity(connection, nowNanos);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long nowNanos) {
        if (!closed) {
            statistics.recordNote(nowNanos, "(note) the server left a connection open after its last response");
        }
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(clientConnection, nowNanos);
        } else {
            statistics.recordNote(nowNanos, "(note) the server closed the connection as announced");
            clientConnection.open(nowNanos);
        }
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long nowNanos) {
        InFlightRequests inFlightRequests = clientConnection.inFlight();
        if (inFlightRequests.isEmpty()) {
            handleIdleFailure(clientConnection, why, nowNanos);
        }
        while (!inFlightRequests.isEmpty()) {
            InFlightRequest oldest = inFlightRequests.removeOldest();
            if (why.equals(ClientConnection.TIMED_OUT)) {
                statistics.recordTimeout(oldest.due(), oldest.sent(), nowNanos);
            } else {
                statistics.recordFailed(oldest.due(), why);
            }
        }
        tracker.remove(clientConnection, why);
        reconnectQueue.add(clientConnection, this, nowNanos);
    }

    /** In the closed loop a request is always due, so a failed connection attempt is a failed request. */
    private void handleIdleFailure(ClientConnection clientConnection, String why, long nowNanos) {
        if (spec.rate().isClosedLoop() && !clientConnection.hasConnected()) {
            statistics.recordFailed(nowNanos, why);
        } else {
            statistics.recordNote(nowNanos, "(note) " + why);
        }
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long nowNanos) {
        if (spec.profile().isConnectionPerRequest()) {
            loadModel.onCapacity(clientConnection, nowNanos);
        } else {
            clientConnection.open(nowNanos);
        }
    }

    /** Aborts requests that timed out, and reconnects after failures. */
    void tick(long nowNanos) {
        long timeoutNanos = spec.timing().timeoutMillis() * NanoClock.MILLISECOND;
        for (ClientConnection clientConnection : connections) {
            clientConnection.checkTimeout(nowNanos, timeoutNanos);
        }
        reconnectQueue.notifyDueConnections(nowNanos);
    }

    /** Whether no request is in flight. */
    boolean isIdle() {
        return connections.stream()
                .allMatch(clientConnection -> clientConnection.inFlight().isEmpty());
    }

    /** Records all requests in flight as timed out and closes the connections. */
    void abandonPending(long nowNanos) {
        for (ClientConnection clientConnection : connections) {
            while (!clientConnection.inFlight().isEmpty()) {
                InFlightRequest oldest = clientConnection.inFlight().removeOldest();
                statistics.recordTimeout(oldest.due(), oldest.sent(), nowNanos);
            }
            clientConnection.close();
        }
        loadModel.abandonPending(nowNanos);
    }
}
