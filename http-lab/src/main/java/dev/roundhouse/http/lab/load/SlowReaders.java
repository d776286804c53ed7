package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that ask, and take the answer in small sips: what a bad line, or bad will, does to a server. */
final class SlowReaders implements ClientConnection.ConnectionOwner {
    /** What the system holds of an answer on this side; the rest has to wait at the server's. */
    static final int RECEIVE_BUFFER = 16 << 10;

    private static final int READ_BYTES = 4 << 10;
    private static final long RECONNECT_DELAY = NanoClock.SECOND;

    private final List<ClientConnection> connections;
    private final LoadStatistics tally;
    private final ConnectionTracker standing;
    private final ReconnectQueue rest = new ReconnectQueue(RECONNECT_DELAY);

    /** Sips are spread over the second, so that they do not come as a burst. */
    private double readsDue;

    private long lastReadAt;
    private int turn;

    SlowReaders(
            int count,
            PreparedRequest preparedRequest,
            ClientContext clientContext,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.tally = loadStatistics;
        this.standing = connectionTracker;
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
        standing.add(clientConnection);
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(now, now);
        }
        clientConnection.flush();
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long now) {
        clientConnection.inFlight().remove();
        if (!failure.isEmpty()) {
            tally.recordNote(now, "(told, no failure) slow connection: " + failure);
        }
        if (clientConnection.hasCapacity()) {
            clientConnection.enqueue(now, now);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long now) {
        rest.add(clientConnection, this, now);
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long now) {
        while (!clientConnection.inFlight().isEmpty()) {
            clientConnection.inFlight().remove();
        }
        tally.recordNote(now, "(told, no failure) slow connection: " + why);
        standing.remove(clientConnection, why);
        rest.add(clientConnection, this, now);
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long now) {
        clientConnection.open(now);
    }

    /** Reads from those whose turn it is. */
    void tick(long now) {
        rest.reconnectDue(now);
        readsDue += connections.size() * (now - lastReadAt) / (double) NanoClock.SECOND;
        lastReadAt = now;
        for (; readsDue >= 1; readsDue--) {
            connections.get(turn).readSlowly(READ_BYTES);
            turn = (turn + 1) % connections.size();
        }
    }
}
