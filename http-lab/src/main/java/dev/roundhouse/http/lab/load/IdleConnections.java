package dev.roundhouse.http.lab.load;

import java.util.List;
import java.util.stream.IntStream;

/** Connections that ask once, are answered, and keep still: what a browser leaves behind. */
final class IdleConnections implements ClientConnection.ConnectionOwner {
    /** Long: a server that keeps no idle connection shall not be put under load by those that come again. */
    private static final long RECONNECT_DELAY = NanoClock.SECOND;

    private final List<ClientConnection> connections;
    private final LoadStatistics tally;
    private final ConnectionTracker standing;
    private final ReconnectQueue rest = new ReconnectQueue(RECONNECT_DELAY);

    IdleConnections(
            int count,
            PreparedRequest preparedRequest,
            ClientContext clientContext,
            LoadStatistics loadStatistics,
            ConnectionTracker connectionTracker) {
        this.tally = loadStatistics;
        this.standing = connectionTracker;
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
    public void onConnected(ClientConnection clientConnection, long now) {
        clientConnection.enqueue(now, now);
        clientConnection.flush();
    }

    @Override
    public void onResponse(ClientConnection clientConnection, String failure, long bytes, long now) {
        clientConnection.inFlight().remove();
        standing.add(clientConnection);
        if (!failure.isEmpty()) {
            tally.recordNote(now, "(told, no failure) idle connection: " + failure);
        }
    }

    @Override
    public void onClosed(ClientConnection clientConnection, boolean closed, long now) {
        onFailure(clientConnection, "closed by the server with its answer", now);
    }

    @Override
    public void onFailure(ClientConnection clientConnection, String why, long now) {
        while (!clientConnection.inFlight().isEmpty()) {
            clientConnection.inFlight().remove();
        }
        tally.recordNote(now, "(told, no failure) idle connection: " + why);
        standing.remove(clientConnection, why);
        rest.add(clientConnection, this, now);
    }

    @Override
    public void onReconnectDue(ClientConnection clientConnection, long now) {
        clientConnection.open(now);
    }

    /** Opens again what the server closed. */
    void tick(long now) {
        rest.reconnectDue(now);
    }
}
