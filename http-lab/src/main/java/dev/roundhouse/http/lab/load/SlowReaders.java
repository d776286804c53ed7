package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that read responses slowly, like clients on a slow network or slow-read attacks. */
final class SlowReaders implements ClientConnection.ConnectionOwner {
    /** Receive buffer of the socket; the rest of a response has to wait in the server. */
    static final int RECEIVE_BUFFER = 16 << 10;

    private static final int READ_BYTES = 4 << 10;
    private static final long RECONNECT_DELAY = NanoClock.SECOND;

    private final List<ClientConnection> connections;
    private final LoadStatistics statistics;
    private final ConnectionTracker tracker;
    private final ReconnectQueue reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);

    /** Reads are spread over the second to avoid bursts. */
    private double readsDue;

    private long lastReadNanos;
    private int nextReader;

    SlowReaders(
            int count,
            PreparedRequest preparedRequest,
            ClientContext clientContext,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.statistics = loadStatistics;
        this.tracker = connectionTracker;
        PreparedRequest[] only = {preparedRequest};
        ClientConnection.ConnectionMode connectionMode = new ClientConnection.ConnectionMode(1, false, true);
        this.connections = IntStream.range(0, count)
                .mapToObj(i -> new ClientConnection(clientContext, this, new RequestSequence(only, 0), connectionMode))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    @Override
    public void onConnected(ClientConnection clientConnection, long nowNanos) {
        tracker.add(clientConnection);
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(nowNanos, nowNanos);
        }
        clientConnection.flush();
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long nowNanos) {
        clientConnection.inFlight().remove();
        if (!failure.isEmpty()) {
            statistics.recordNote(nowNanos, "(note) slow connection: " + failure);
        }
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(nowNanos, nowNanos);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long nowNanos) {
        reconnectQueue.add(clientConnection, this, nowNanos);
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long nowNanos) {
        while (!clientConnection.inFlight().isEmpty()) {
            clientConnection.inFlight().remove();
        }
        statistics.recordNote(nowNanos, "(note) slow connection: " + why);
        tracker.remove(clientConnection, why);
        reconnectQueue.add(clientConnection, this, nowNanos);
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long nowNanos) {
        clientConnection.open(nowNanos);
    }

    /** Reads from the connections that are due. */
    void tick(long nowNanos) {
        reconnectQueue.notifyDueConnections(nowNanos);
        readsDue += connections.size() * (nowNanos - lastReadNanos) / (double) NanoClock.SECOND;
        lastReadNanos = nowNanos;
        for (; readsDue >= 1; readsDue--) {
            connections.get(nextReader).readSlowly(READ_BYTES);
            nextReader = (nextReader + 1) % connections.size();
        }
    }
}
