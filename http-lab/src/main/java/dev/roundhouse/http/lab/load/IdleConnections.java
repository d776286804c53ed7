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
            int count, PreparedRequest question, ClientContext site, LoadStatistics tally, ConnectionTracker standing) {
        this.tally = tally;
        this.standing = standing;
        PreparedRequest[] only = {question};
        ClientConnection.ConnectionMode manner = new ClientConnection.ConnectionMode(1, false, false);
        this.connections = IntStream.range(0, count)
                .mapToObj(i -> new ClientConnection(site, this, new RequestSequence(only, 0), manner))
                .toList();
    }

    List<ClientConnection> connections() {
        return connections;
    }

    @Override
    public void onConnected(ClientConnection wire, long now) {
        wire.enqueue(now, now);
        wire.flush();
    }

    @Override
    public void onResponse(ClientConnection wire, String trouble, long octets, long now) {
        wire.inFlight().remove();
        standing.add(wire);
        if (!trouble.isEmpty()) {
            tally.recordNote(now, "(told, no failure) idle connection: " + trouble);
        }
    }

    @Override
    public void onClosed(ClientConnection wire, boolean closed, long now) {
        onFailure(wire, "closed by the server with its answer", now);
    }

    @Override
    public void onFailure(ClientConnection wire, String why, long now) {
        while (!wire.inFlight().isEmpty()) {
            wire.inFlight().remove();
        }
        tally.recordNote(now, "(told, no failure) idle connection: " + why);
        standing.remove(wire, why);
        rest.add(wire, this, now);
    }

    @Override
    public void onReconnectDue(ClientConnection wire, long now) {
        wire.open(now);
    }

    /** Opens again what the server closed. */
    void tick(long now) {
        rest.reconnectDue(now);
    }
}
