package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.HttpProtocol;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A client connection that reconnects: it sends requests, verifies responses and notifies its owner. It is non-blocking.
 *
 * <p>Requests in flight after a response with {@code Connection: close} stay in flight and are sent again on the next
 * connection (RFC 9112 §9.3.2), since this is not a fault of the server. Their latency includes the reconnect.
 */
final class ClientConnection {
    /** Failure of a connection whose server did not respond in time. */
    static final String TIMED_OUT = "no response in time";

    /** Time that a server may take to close the connection after its last response. */
    private static final long CLOSE_TIMEOUT = NanoClock.SECOND;

    /** Owner of connections, notified of their events. */
    interface ConnectionOwner {
        /** The connection is established; requests of the previous connection have been sent again. */
        void onConnected(ClientConnection clientConnection, long nowNanos);

        /** A request that was in flight has a complete response. It is correct if {@code failure} is empty. */
        void onResponse(ClientConnection clientConnection, InFlightRequest request, String failure, long nowNanos);

        /** A request that was in flight gets no response, but the connection is usable. */
        void onRequestFailure(ClientConnection clientConnection, InFlightRequest request, String why, long nowNanos);

        /**
         * The connection is closed as announced; another one may be opened.
         *
         * @param closed whether the server closed it; otherwise it did not close it in time
         */
        void onClosed(ClientConnection clientConnection, boolean closed, long nowNanos);

        /**
         * The connection failed or could not be established. Its requests in flight are still there, for the owner to
         * remove.
         */
        void onFailure(ClientConnection clientConnection, String why, long nowNanos);

        /** The {@linkplain ReconnectQueue delay} before a reconnect is over. */
        void onReconnectDue(ClientConnection clientConnection, long nowNanos);
    }

    private enum ClientState {
        CLOSED,
        CONNECTING,
        OPEN,
        /** The last response was received; the server closes. If the client closed, its port would stay in TIME_WAIT. */
        CLOSING
    }

    private final ClientContext context;
    private final ConnectionOwner owner;
    private final RequestSequence requests;
    private final ConnectionMode mode;
    private final InFlightRequests inFlight;
    private final ByteLayer layer;

    private ClientState state = ClientState.CLOSED;
    private SocketChannel channel;
    private SelectionKey key;
    private ProtocolClient client;
    private ConnectionBytes bytes;
    private boolean hasConnected;
    private long connectedNanos;
    private long readNanos;
    private String failure = "";

    /**
     * How a connection is used.
     *
     * @param protocol the version of HTTP
     * @param pipelined maximum number of requests in flight
     * @param isConnectionPerRequest whether each request has its own connection
     * @param isSlow whether it reads only on request, with a small receive buffer
     */
    record ConnectionMode(HttpProtocol protocol, int pipelined, boolean isConnectionPerRequest, boolean isSlow) {}

    /** Creates a connection that is not open. */
    ClientConnection(
            ClientContext clientContext,
            ConnectionOwner connectionOwner,
            RequestSequence requestSequence,
            ConnectionMode connectionMode) {
        this.context = clientContext;
        this.owner = connectionOwner;
        this.requests = requestSequence;
        this.mode = connectionMode;
        this.inFlight = new InFlightRequests(this, connectionMode.pipelined());
        this.layer = clientContext.layers().get();
    }

    /** Requests without a complete response. */
    InFlightRequests inFlight() {
        return inFlight;
    }

    /** Whether another request can be sent. */
    boolean hasCapacity() {
        return state == ClientState.CLOSED
                ? mode.isConnectionPerRequest() && inFlight.isEmpty()
                : state == ClientState.OPEN && client.isOpen() && !inFlight.isFull();
    }

    /** Number of further requests that may be in flight. */
    int capacity() {
        return mode.pipelined() - inFlight.size();
    }

    /** Whether the connection has been established. */
    boolean hasConnected() {
        return hasConnected;
    }

    /** Time when the connection was established. */
    long connectedAt() {
        return connectedNanos;
    }

    /** Aborts the connection if the server took too long to respond, to accept or to close. */
    void checkTimeout(long nowNanos, long timeout) {
        boolean responseLate = !inFlight.isEmpty() && nowNanos - inFlight.sent() > timeout;
        boolean connectLate = state == ClientState.CONNECTING && nowNanos - connectedNanos > timeout;
        if (responseLate || connectLate) {
            fail(TIMED_OUT, nowNanos);
        } else if (state == ClientState.CLOSING && nowNanos - connectedNanos > Math.min(timeout, CLOSE_TIMEOUT)) {
            close();
            owner.onClosed(this, false, nowNanos);
        }
    }

    /** Starts to connect. */
    void open(long nowNanos) {
        connectedNanos = nowNanos;
        hasConnected = false;
        failure = "";
        state = ClientState.CONNECTING;
        client = ProtocolClient.of(mode.protocol());
        inFlight.all().forEach(client::send);
        try {
            bytes = layer.open(client);
            connect();
        } catch (IOException e) {
            fail(FailureReason.of(e), nowNanos);
        }
    }

    private void connect() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (mode.isSlow()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BackgroundConnections.SlowReaders.RECEIVE_BUFFER);
        }
        boolean isConnected = channel.connect(context.server());
        key = channel.register(context.selector(), isConnected ? 0 : SelectionKey.OP_CONNECT, this);
        if (isConnected) {
            onConnected();
        }
    }

    private void onConnected() {
        state = ClientState.OPEN;
        hasConnected = true;
        connectedNanos = context.clock().now();
        key.interestOps(mode.isSlow() ? 0 : SelectionKey.OP_READ);
        flush();
        if (state == ClientState.OPEN) {
            owner.onConnected(this, connectedNanos);
        }
    }

    /** Enqueues a request, which is sent by the next {@link #flush}. Opens the connection if it is closed. */
    void enqueue(long due, long nowNanos) {
        PreparedRequest next = requests.next();
        InFlightRequest added = inFlight.add(next, due, nowNanos);
        if (state == ClientState.CLOSED) {
            open(nowNanos);
        } else {
            client.send(added);
        }
    }

    /** Sends pending output as far as the socket takes it; the rest when it is writable. */
    void flush() {
        // The settings and windows of HTTP/2 are acknowledged to the end.
        boolean isEnding = state == ClientState.CLOSING && mode.protocol() == HttpProtocol.HTTP_2;
        if ((state != ClientState.OPEN && !isEnding) || bytes.output().isEmpty()) {
            return;
        }
        try {
            boolean isComplete = write();
            boolean isWaiting = (key.interestOps() & SelectionKey.OP_WRITE) != 0;
            if (isComplete && isWaiting) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
            } else if (!isComplete && !isWaiting) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            fail(FailureReason.of(e), context.clock().now());
        }
    }

    private boolean write() throws IOException {
        ByteBuffer out = context.output();
        while (!bytes.output().isEmpty()) {
            bytes.output().copyTo(out.clear());
            out.flip();
            bytes.markSent(channel.write(out));
            if (out.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    /** Handles a selected key. */
    void handleReady(SelectionKey which) {
        if (which != key || !key.isValid()) {
            return;
        }
        try {
            if (state == ClientState.CONNECTING) {
                channel.finishConnect();
                onConnected();
            } else {
                if (key.isWritable()) {
                    flush();
                }
                if (state != ClientState.CLOSED && key.isReadable()) {
                    read(context.input().capacity());
                }
            }
        } catch (IOException e) {
            fail(FailureReason.of(e), context.clock().now());
        }
    }

    /** Reads at most this many bytes, for connections that read slowly. */
    void readSlowly(int limit) {
        try {
            if (state == ClientState.OPEN || state == ClientState.CLOSING) {
                read(limit);
            }
        } catch (IOException e) {
            fail(FailureReason.of(e), context.clock().now());
        }
    }

    private void read(int limit) throws IOException {
        ByteBuffer in = context.input().clear().limit(limit);
        int count = channel.read(in);
        readNanos = context.clock().now();
        if (count < 0) {
            handleEof();
        } else if (count > 0) {
            receive(in.flip());
        }
    }

    /** Handles what was received. */
    private void receive(ByteBuffer in) throws IOException {
        bytes.receive(in);
        if (!failure.isEmpty()) {
            fail(failure, readNanos);
        } else {
            if (state == ClientState.OPEN && client.isAtEnd()) {
                endConnection();
            }
            flush();
        }
    }

    /** Handles the end of input. */
    private void handleEof() {
        bytes.receiveEof();
        if (state == ClientState.CLOSING) {
            close();
            owner.onClosed(this, true, readNanos);
        } else {
            fail(failure.isEmpty() ? "closed by the server between responses" : failure, readNanos);
        }
    }

    /** A connection of HTTP/2 may end at any time; one of HTTP/1.1 has received bytes that belong to no request. RFC 9112 §6.3 */
    private void endConnection() {
        if (mode.protocol() == HttpProtocol.HTTP_2) {
            awaitClose();
        } else if (inFlight.isEmpty()) {
            fail("unexpected bytes", readNanos);
        }
    }

    private void awaitClose() {
        state = ClientState.CLOSING;
        connectedNanos = readNanos;
    }

    /** A response is complete. */
    void endResponse(InFlightRequest request, String mismatch) {
        if (client.isAtEnd()) {
            awaitClose();
        }
        inFlight.remove(request);
        owner.onResponse(this, request, mismatch, readNanos);
    }

    /** There is no response. With HTTP/2 this concerns one request; the connection may have failed all the same. */
    void failResponse(InFlightRequest request, String why) {
        if (mode.protocol() == HttpProtocol.HTTP_2 && client.isOpen()) {
            inFlight.remove(request);
            owner.onRequestFailure(this, request, why, readNanos);
        } else if (state != ClientState.CLOSING) {
            failure = why;
        }
    }

    /** The server has not processed a request: it stays in flight, and is sent again on the next connection. */
    void keepUnprocessed() {
        if (client.isOpen()) {
            // Only this request was refused: there were too many.
            failure = "the server refused a stream";
        }
    }

    /** Closes the connection. */
    void close() {
        state = ClientState.CLOSED;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The descriptor is released all the same; failures were reported before.
            failure = FailureReason.of(e);
        }
    }

    private void fail(String why, long nowNanos) {
        close();
        owner.onFailure(this, why, nowNanos);
    }
}
