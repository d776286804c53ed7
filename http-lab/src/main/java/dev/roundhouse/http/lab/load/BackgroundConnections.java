package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.HttpProtocol;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Connections in addition to those that are measured: they occupy the server and count no responses. One that the server closes is
 * opened again, after a second, so that a server that closes many is not loaded by reconnects.
 */
abstract sealed class BackgroundConnections implements ClientConnection.ConnectionOwner {
    private static final long RECONNECT_DELAY = NanoClock.SECOND;

    private final String kind;
    private final List<ClientConnection> connections;
    private final LoadStatistics statistics;
    private final ConnectionTracker tracker;
    private final ReconnectQueue reconnectQueue = new ReconnectQueue(RECONNECT_DELAY);

    private BackgroundConnections(
            String kind,
            int count,
            PreparedRequest request,
            boolean readsSlowly,
            ClientContext clientContext,
            LoadStatistics statistics,
            ConnectionTracker tracker) {
        this.kind = kind;
        this.statistics = statistics;
        this.tracker = tracker;
        PreparedRequest[] only = {request};
        ClientConnection.ConnectionMode mode =
                new ClientConnection.ConnectionMode(HttpProtocol.HTTP_1_1, 1, false, readsSlowly);
        this.connections = IntStream.range(0, count)
                .mapToObj(i -> new ClientConnection(clientContext, this, new RequestSequence(only, 0), mode))
                .toList();
    }

    final List<ClientConnection> connections() {
        return connections;
    }

    final ConnectionTracker tracker() {
        return tracker;
    }

    /** Notes the failure of a response. */
    final void endResponse(String failure, long nowNanos) {
        if (!failure.isEmpty()) {
            note(failure, nowNanos);
        }
    }

    final void reconnect(ClientConnection connection, long nowNanos) {
        reconnectQueue.add(connection, this, nowNanos);
    }

    private void note(String text, long nowNanos) {
        statistics.recordNote(nowNanos, "(note) " + kind + " connection: " + text);
    }

    @Override
    public final void onFailure(ClientConnection connection, String why, long nowNanos) {
        while (!connection.inFlight().isEmpty()) {
            connection.inFlight().removeOldest();
        }
        note(why, nowNanos);
        tracker.remove(connection, why);
        reconnect(connection, nowNanos);
    }

    /** They use HTTP/1.1, where such a failure is one of the connection. */
    @Override
    public final void onRequestFailure(
            ClientConnection connection, InFlightRequest request, String why, long nowNanos) {
        note(why, nowNanos);
    }

    @Override
    public final void onReconnectDue(ClientConnection connection, long nowNanos) {
        connection.open(nowNanos);
    }

    /** Does what is due. */
    void tick(long nowNanos) {
        reconnectQueue.notifyDueConnections(nowNanos);
    }

    /** Connections that send one request and then stay idle, like those of a browser. */
    static final class Idle extends BackgroundConnections {
        Idle(
                int count,
                PreparedRequest request,
                ClientContext clientContext,
                LoadStatistics statistics,
                ConnectionTracker tracker) {
            super("idle", count, request, false, clientContext, statistics, tracker);
        }

        @Override
        public void onConnected(ClientConnection connection, long nowNanos) {
            connection.enqueue(nowNanos, nowNanos);
            connection.flush();
        }

        @Override
        public void onResponse(ClientConnection connection, InFlightRequest request, String failure, long nowNanos) {
            tracker().add(connection);
            endResponse(failure, nowNanos);
        }

        @Override
        public void onClosed(ClientConnection connection, boolean closed, long nowNanos) {
            onFailure(connection, "closed by the server after its response", nowNanos);
        }
    }

    /** Connections that read responses slowly, like clients on a slow network or slow-read attacks. */
    static final class SlowReaders extends BackgroundConnections {
        /** Receive buffer of the socket; the rest of a response has to wait in the server. */
        static final int RECEIVE_BUFFER = 16 << 10;

        private static final int READ_BYTES = 4 << 10;

        /** Reads are spread over the second to avoid bursts. */
        private double readsDue;

        private long lastReadNanos;
        private int nextReader;

        SlowReaders(
                int count,
                PreparedRequest request,
                ClientContext clientContext,
                LoadStatistics statistics,
                ConnectionTracker tracker) {
            super("slow", count, request, true, clientContext, statistics, tracker);
        }

        @Override
        public void onConnected(ClientConnection connection, long nowNanos) {
            tracker().add(connection);
            sendNext(connection, nowNanos);
            connection.flush();
        }

        @Override
        public void onResponse(ClientConnection connection, InFlightRequest request, String failure, long nowNanos) {
            endResponse(failure, nowNanos);
            sendNext(connection, nowNanos);
        }

        private static void sendNext(ClientConnection connection, long nowNanos) {
            if (connection.hasCapacity()) {
                connection.enqueue(nowNanos, nowNanos);
            }
        }

        @Override
        public void onClosed(ClientConnection connection, boolean closed, long nowNanos) {
            reconnect(connection, nowNanos);
        }

        /** Also reads from the connections that are due. */
        @Override
        void tick(long nowNanos) {
            super.tick(nowNanos);
            readsDue += connections().size() * (nowNanos - lastReadNanos) / (double) NanoClock.SECOND;
            lastReadNanos = nowNanos;
            for (; readsDue >= 1; readsDue--) {
                connections().get(nextReader).readSlowly(READ_BYTES);
                nextReader = (nextReader + 1) % connections().size();
            }
        }
    }
}
