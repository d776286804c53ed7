package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1ClientConnection;
import dev.roundhouse.http.h1.ResponseListener;
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
    private static final Limits LIMITS = Limits.DEFAULT.withBody(Long.MAX_VALUE);

    /** Why a connection broke whose server took too long. */
    static final String NOT_IN_TIME = "no answer in time";

    /** So long a server may take to close after its last answer. */
    private static final long LINGERING = NanoClock.SECOND;

    /** Whoever owns wires. */
    interface ConnectionOwner {
        /** The connection stands; what was asked before is on its way already. */
        void stands(ClientConnection wire, long now);

        /** The oldest request under way was answered, wholly. Nothing is wrong with the answer when the trouble is empty. */
        void answered(ClientConnection wire, String trouble, long octets, long now);

        /**
         * The connection is over as it was announced; the wire may open another one.
         *
         * @param closed whether the server closed it; otherwise it was waited for in vain
         */
        void ended(ClientConnection wire, boolean closed, long now);

        /** The connection broke, or could not be made. What is under way is still there, for the user to drop. */
        void broke(ClientConnection wire, String why, long now);

        /** The wire {@linkplain ReconnectQueue rested} long enough. */
        void rested(ClientConnection wire, long now);
    }

    private enum ClientState {
        CLOSED,
        CONNECTING,
        STANDING,
        /** There was the last answer; the server closes. Were it us who close, our ports would wait for stray segments. */
        ENDING
    }

    private final ClientContext site;
    private final ConnectionOwner user;
    private final RequestSequence turns;
    private final ConnectionMode manner;
    private final InFlightRequests underway;
    private final ResponseVerifier check = new ResponseVerifier();

    private ClientState state = ClientState.CLOSED;
    private SocketChannel channel;
    private SelectionKey key;
    private Http1ClientConnection client;
    private boolean stood;
    private long since;
    private long readAt;
    private String broken = "";

    /**
     * How a wire is used.
     *
     * @param pipelined requests under way at most
     * @param perRequest whether it opens for a request, which is the connection's only one
     * @param slow whether it reads only when it is told to, from a small buffer
     */
    record ConnectionMode(int pipelined, boolean perRequest, boolean slow) {}

    /** A wire that is not open. */
    ClientConnection(ClientContext site, ConnectionOwner user, RequestSequence turns, ConnectionMode manner) {
        this.site = site;
        this.user = user;
        this.turns = turns;
        this.manner = manner;
        this.underway = new InFlightRequests(manner.pipelined());
    }

    /** What was asked and not answered. */
    InFlightRequests underway() {
        return underway;
    }

    /** Whether another request may be asked. */
    boolean hasRoom() {
        return state == ClientState.CLOSED
                ? manner.perRequest() && underway.isEmpty()
                : state == ClientState.STANDING && client.isOpen() && !underway.isFull();
    }

    /** How many more requests may be under way. */
    int places() {
        return manner.pipelined() - underway.size();
    }

    /** Whether the connection was made. */
    boolean stood() {
        return stood;
    }

    /** When the connection was made. */
    long since() {
        return since;
    }

    /** Looks whether the server took too long, for an answer, a connection or its end; then the connection is given up. */
    void expire(long now, long timeout) {
        boolean late = !underway.isEmpty() && now - underway.sent() > timeout;
        boolean vain = state == ClientState.CONNECTING && now - since > timeout;
        if (late || vain) {
            lose(NOT_IN_TIME, now);
        } else if (state == ClientState.ENDING && now - since > Math.min(timeout, LINGERING)) {
            close();
            user.ended(this, false, now);
        }
    }

    /** Begins to connect. */
    void open(long now) {
        since = now;
        stood = false;
        broken = "";
        state = ClientState.CONNECTING;
        client = new Http1ClientConnection(LIMITS);
        for (int i = 0; i < underway.size(); i++) {
            client.send(underway.question(i).request(), this);
        }
        try {
            connect();
        } catch (IOException e) {
            lose(FailureReason.in(e), now);
        }
    }

    private void connect() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (manner.slow()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SlowReaders.RECEIVE_BUFFER);
        }
        boolean stands = channel.connect(site.server());
        key = channel.register(site.selector(), stands ? 0 : SelectionKey.OP_CONNECT, this);
        if (stands) {
            begin();
        }
    }

    private void begin() {
        state = ClientState.STANDING;
        stood = true;
        since = site.clock().now();
        key.interestOps(manner.slow() ? 0 : SelectionKey.OP_READ);
        flush();
        if (state == ClientState.STANDING) {
            user.stands(this, since);
        }
    }

    /** Takes a request, which leaves with the next {@link #flush}. A wire that is closed opens for it. */
    void ask(long due, long now) {
        PreparedRequest next = turns.next();
        underway.add(next, due, now);
        if (state == ClientState.CLOSED) {
            open(now);
        } else {
            client.send(next.request(), this);
        }
    }

    /** Sends what there is to send, as far as the system takes it; the rest when it is ready for more. */
    void flush() {
        if (state != ClientState.STANDING || client.output().isEmpty()) {
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
            lose(FailureReason.in(e), site.clock().now());
        }
    }

    private boolean write() throws IOException {
        ByteBuffer out = site.out();
        while (!client.output().isEmpty()) {
            client.output().copyTo(out.clear());
            out.flip();
            client.sent(channel.write(out));
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
                begin();
            } else {
                if (key.isWritable()) {
                    flush();
                }
                if (state != ClientState.CLOSED && key.isReadable()) {
                    read(site.in().capacity());
                }
            }
        } catch (IOException e) {
            lose(FailureReason.in(e), site.clock().now());
        }
    }

    /** Reads so many octets at most, for wires that read slowly. */
    void readSlowly(int atMost) {
        try {
            if (state == ClientState.STANDING || state == ClientState.ENDING) {
                read(atMost);
            }
        } catch (IOException e) {
            lose(FailureReason.in(e), site.clock().now());
        }
    }

    private void read(int atMost) throws IOException {
        ByteBuffer in = site.in().clear().limit(atMost);
        int count = channel.read(in);
        readAt = site.clock().now();
        if (count < 0) {
            endOfInput();
        } else if (count > 0) {
            client.receive(in.flip());
            settle();
        }
    }

    /** Looks what the octets have led to. */
    private void settle() {
        if (!broken.isEmpty()) {
            lose(broken, readAt);
        } else if (state == ClientState.STANDING && !client.isOpen() && underway.isEmpty()) {
            // RFC 9112 §6.3: the connection took octets that are no answer of any request.
            lose("octets that nobody asked for", readAt);
        } else {
            flush();
        }
    }

    /** The server sends no more. */
    private void endOfInput() {
        client.receiveEnd();
        if (state == ClientState.ENDING) {
            close();
            user.ended(this, true, readAt);
        } else {
            lose(broken.isEmpty() ? "closed by the server between answers" : broken, readAt);
        }
    }

    @Override
    public void head(ResponseHead head) {
        check.begin(head.status().code());
    }

    @Override
    public void body(ByteBuffer data) {
        check.content(data);
    }

    @Override
    public void end() {
        if (!client.isOpen()) {
            state = ClientState.ENDING;
            since = readAt;
        }
        user.answered(this, check.trouble(underway.question(0)), check.length(), readAt);
    }

    @Override
    public void failed(String why) {
        if (state != ClientState.ENDING) {
            broken = why;
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
            broken = FailureReason.in(e);
        }
    }

    private void lose(String why, long now) {
        close();
        user.broke(this, why, now);
    }
}
