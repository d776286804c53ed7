package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.h1.client.ResponseListener;
import dev.roundhouse.http.message.ResponseHead;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection to the server, and the one that replaces it when it is over: sends questions, checks answers, and tells its
 * user what happened. Works when it is called and never waits.
 *
 * <p>Requests that were under way behind an answer that said {@code close} stay under way, and are asked again on the next
 * connection (RFC 9112 §9.3.2): the server has done nothing wrong. Their latency goes on.
 */
final class ClientConnection implements ResponseListener {
    private static final Http1Limits LIMITS = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));

    /** Why a connection broke whose server took too long. */
    static final String TIMED_OUT = "no answer in time";

    /** So long a server may take to close after its last answer. */
    private static final long CLOSE_TIMEOUT = NanoClock.SECOND;

    /** Whoever owns wires. */
    interface ConnectionOwner {
        /** The connection stands; what was asked before is on its way already. */
        void onConnected(ClientConnection clientConnection, long now);

        /** The oldest request under way was answered, wholly. Nothing is wrong with the answer when the trouble is empty. */
        void onResponse(ClientConnection clientConnection, String failure, long bytes, long now);

        /**
         * The connection is over as it was announced; the wire may open another one.
         *
         * @param closed whether the server closed it; otherwise it was waited for in vain
         */
        void onClosed(ClientConnection clientConnection, boolean closed, long now);

        /** The connection broke, or could not be made. What is under way is still there, for the user to drop. */
        void onFailure(ClientConnection clientConnection, String why, long now);

        /** The wire {@linkplain ReconnectQueue rested} long enough. */
        void onReconnectDue(ClientConnection clientConnection, long now);
    }

    private enum ClientState {
        CLOSED,
        CONNECTING,
        OPEN,
        /** There was the last answer; the server closes. Were it us who close, our ports would wait for stray segments. */
        CLOSING
    }

    private final ClientContext context;
    private final ConnectionOwner owner;
    private final RequestSequence requests;
    private final ConnectionMode mode;
    private final InFlightRequests inFlight;
    private final ResponseVerifier check = new ResponseVerifier();

    private ClientState state = ClientState.CLOSED;
    private SocketChannel channel;
    private SelectionKey key;
    private Http1ClientConnection client;
    private boolean wasConnected;
    private long connectedAt;
    private long readAt;
    private String failure = "";

    /**
     * How a wire is used.
     *
     * @param pipelined requests under way at most
     * @param isConnectionPerRequest whether it opens for a request, which is the connection's only one
     * @param isSlow whether it reads only when it is told to, from a small buffer
     */
    record ConnectionMode(int pipelined, boolean isConnectionPerRequest, boolean isSlow) {}

    /** A wire that is not open. */
    ClientConnection(
            ClientContext clientContext,
            ConnectionOwner connectionOwner,
            RequestSequence requestSequence,
            ConnectionMode connectionMode) {
        this.context = clientContext;
        this.owner = connectionOwner;
        this.requests = requestSequence;
        this.mode = connectionMode;
        this.inFlight = new InFlightRequests(connectionMode.pipelined());
    }

    /** What was asked and not answered. */
    InFlightRequests inFlight() {
        return inFlight;
    }

    /** Whether another request may be asked. */
    boolean hasCapacity() {
        return state == ClientState.CLOSED
                ? mode.isConnectionPerRequest() && inFlight.isEmpty()
                : state == ClientState.OPEN && client.isOpen() && !inFlight.isFull();
    }

    /** How many more requests may be under way. */
    int capacity() {
        return mode.pipelined() - inFlight.size();
    }

    /** Whether the connection was made. */
    boolean wasConnected() {
        return wasConnected;
    }

    /** When the connection was made. */
    long connectedAt() {
        return connectedAt;
    }

    /** Looks whether the server took too long, for an answer, a connection or its end; then the connection is given up. */
    void checkTimeout(long now, long timeout) {
        boolean late = !inFlight.isEmpty() && now - inFlight.sent() > timeout;
        boolean vain = state == ClientState.CONNECTING && now - connectedAt > timeout;
        if (late || vain) {
            fail(TIMED_OUT, now);
        } else if (state == ClientState.CLOSING && now - connectedAt > Math.min(timeout, CLOSE_TIMEOUT)) {
            close();
            owner.onClosed(this, false, now);
        }
    }

    /** Begins to connect. */
    void open(long now) {
        connectedAt = now;
        wasConnected = false;
        failure = "";
        state = ClientState.CONNECTING;
        client = new Http1ClientConnection(LIMITS);
        for (int i = 0; i < inFlight.size(); i++) {
            client.send(inFlight.request(i).request(), this);
        }
        try {
            connect();
        } catch (IOException e) {
            fail(FailureReason.of(e), now);
        }
    }

    private void connect() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (mode.isSlow()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SlowReaders.RECEIVE_BUFFER);
        }
        boolean stands = channel.connect(context.server());
        key = channel.register(context.selector(), stands ? 0 : SelectionKey.OP_CONNECT, this);
        if (stands) {
            onConnected();
        }
    }

    private void onConnected() {
        state = ClientState.OPEN;
        wasConnected = true;
        connectedAt = context.clock().now();
        key.interestOps(mode.isSlow() ? 0 : SelectionKey.OP_READ);
        flush();
        if (state == ClientState.OPEN) {
            owner.onConnected(this, connectedAt);
        }
    }

    /** Takes a request, which leaves with the next {@link #flush}. A wire that is closed opens for it. */
    void enqueue(long due, long now) {
        PreparedRequest next = requests.next();
        inFlight.add(next, due, now);
        if (state == ClientState.CLOSED) {
            open(now);
        } else {
            client.send(next.request(), this);
        }
    }

    /** Sends what there is to send, as far as the system takes it; the rest when it is ready for more. */
    void flush() {
        if (state != ClientState.OPEN || client.output().isEmpty()) {
            return;
        }
        try {
            boolean all = write();
            boolean waiting = (key.interestOps() & SelectionKey.OP_WRITE) != 0;
            if (all && waiting) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
            } else if (!all && !waiting) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            fail(FailureReason.of(e), context.clock().now());
        }
    }

    private boolean write() throws IOException {
        ByteBuffer out = context.output();
        while (!client.output().isEmpty()) {
            client.output().copyTo(out.clear());
            out.flip();
            client.markSent(channel.write(out));
            if (out.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    /** The selector found something to do. */
    void ready(SelectionKey which) {
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

    /** Reads so many octets at most, for wires that read slowly. */
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
        readAt = context.clock().now();
        if (count < 0) {
            handleEof();
        } else if (count > 0) {
            client.receive(in.flip());
            processEvents();
        }
    }

    /** Looks what the octets have led to. */
    private void processEvents() {
        if (!failure.isEmpty()) {
            fail(failure, readAt);
        } else if (state == ClientState.OPEN && !client.isOpen() && inFlight.isEmpty()) {
            // RFC 9112 §6.3: the connection took octets that are no answer of any request.
            fail("octets that nobody asked for", readAt);
        } else {
            flush();
        }
    }

    /** The server sends no more. */
    private void handleEof() {
        client.receiveEof();
        if (state == ClientState.CLOSING) {
            close();
            owner.onClosed(this, true, readAt);
        } else {
            fail(failure.isEmpty() ? "closed by the server between answers" : failure, readAt);
        }
    }

    @Override
    public void onHead(ResponseHead head) {
        check.begin(head.status().code());
    }

    @Override
    public void onContent(ByteBuffer data) {
        check.update(data);
    }

    @Override
    public void onComplete() {
        if (!client.isOpen()) {
            state = ClientState.CLOSING;
            connectedAt = readAt;
        }
        owner.onResponse(this, check.mismatch(inFlight.request(0)), check.length(), readAt);
    }

    @Override
    public void onFailure(String why) {
        if (state != ClientState.CLOSING) {
            failure = why;
        }
    }

    /** Gives the connection up, because of the user. */
    void close() {
        state = ClientState.CLOSED;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The system has let go of it all the same, and what it carried was told before.
            failure = FailureReason.of(e);
        }
    }

    private void fail(String why, long now) {
        close();
        owner.onFailure(this, why, now);
    }
}
