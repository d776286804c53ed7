package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that send one request and then stay idle, like those of a browser. */
final class IdleConnections implements ClientConnection.ConnectionOwner {
    /** Long, so that a server that closes idle connections is not loaded by reconnects. */
    private static final long RECONNECT_DELAY = NanoClock.SECOND;

    private final List<ClientConnection> connections;
    private final LoadStatistics statistics;
    private final ConnectionTracker tracker;
    private final ReconnectQueue reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);

    IdleConnections(
            int count,
            PreparedRequest preparedRequest,
            ClientContext clientContext,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.statistics = loadStatistics;
        this.tracker = connectionTracker;
        PreparedRequest[] only = {preparedRequest};
        ClientConnection.ConnectionMode connectionMode = new ClientConnection.ConnectionMode(1, false, false);
        this.connections = IntStream.range(0, count)
                .mapToObj(i -> new ClientConnection(clientContext, this, new RequestSequence(only, 0), connectionMode))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    @Override
    public void onConnected(ClientConnection clientConnection, long nowNanos) {
        clientConnection.enqueue(nowNanos, nowNanos);
        clientConnection.flush();
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long nowNanos) {
        clientConnection.inFlight().remove();
        tracker.add(clientConnection);
        if (!failure.isEmpty()) {
            statistics.recordNote(nowNanos, "(note) idle connection: " + failure);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long nowNanos) {
        onFailure(clientConnection, "closed by the server after its response", nowNanos);
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long nowNanos) {
        while (!clientConnection.inFlight().isEmpty()) {
            clientConnection.inFlight().remove();
        }
        statistics.recordNote(nowNanos, "(note) idle connection: " + why);
        tracker.remove(clientConnection, why);
        reconnectQueue.add(clientConnection, this, nowNanos);
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long nowNanos) {
        clientConnection.open(nowNanos);
    }

    /** Reconnects connections that the server closed. */
    void tick(long nowNanos) {
        reconnectQueue.notifyDueConnections(nowNanos);
    }
}
