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

    private long lastReadAt;
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
    public void onConnected(ClientConnection clientConnection, long now) {
        tracker.add(clientConnection);
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(now, now);
        }
        clientConnection.flush();
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long now) {
        clientConnection.inFlight().remove();
        if (!failure.isEmpty()) {
            statistics.recordNote(now, "(note) slow connection: " + failure);
        }
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(now, now);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long now) {
        reconnectQueue.add(clientConnection, this, now);
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long now) {
        while (!clientConnection.inFlight().isEmpty()) {
            clientConnection.inFlight().remove();
        }
        statistics.recordNote(now, "(note) slow connection: " + why);
        tracker.remove(clientConnection, why);
        reconnectQueue.add(clientConnection, this, now);
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long now) {
        clientConnection.open(now);
    }

    /** Reads from the connections that are due. */
    void tick(long now) {
        reconnectQueue.notifyDueConnections(now);
        readsDue += connections.size() * (now - lastReadAt) / (double) NanoClock.SECOND;
        lastReadAt = now;
        for (; readsDue >= 1; readsDue--) {
            connections.get(nextReader).readSlowly(READ_BYTES);
            nextReader = (nextReader + 1) % connections.size();
        }
    }
}
