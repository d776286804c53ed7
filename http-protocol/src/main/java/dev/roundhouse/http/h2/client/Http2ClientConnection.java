package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.FrameQueue;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Request;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The client side of an HTTP/2 connection (RFC 9113), without a socket. Any number of requests may be sent at a time: those that the
 * server does not allow yet wait. Used by one thread at a time. It has no timeouts; the caller aborts.
 *
 * <pre>{@code
 * Http2ClientConnection connection = new Http2ClientConnection("https", Http2Limits.DEFAULT);
 * connection.send(Request.get("example.org", "/"), Body.empty(), listener);
 *
 * int count = connection.output().copyTo(bytesForTheSocket);
 * connection.markSent(count);
 * connection.receive(bytesFromTheSocket); // calls the listener
 * }</pre>
 *
 * <p>It has the preface and its settings to send from the beginning, and always something to send after it has received something: the
 * caller looks at {@link #output} after each call. Push is disabled. {@link ClientStream} is one request and its response, and
 * {@link ClientFrameProcessor} does what a frame demands.
 */
public final class Http2ClientConnection {
    /** A server that causes acknowledgements, and does not read them, is ended beyond this. */
    private static final int MAX_CONTROL_BYTES = 64 << 10;

    private final String scheme;
    private final Http2Limits limits;
    private final FrameQueue output;
    private final FrameReader reader;
    private final ReceiveWindow receiveWindow;
    private final Settings peerSettings = Settings.ofServer();
    private final ClientStreams streams = new ClientStreams();

    /** Called when the next acknowledgements of PING are received. */
    private final ArrayDeque<Runnable> pings = new ArrayDeque<>(1);

    private long sentPings;
    private int pendingCount;
    private boolean open = true;

    /** Whether nothing more is received. */
    private boolean hasEnded;

    /**
     * Creates the connection for a socket that has been connected.
     *
     * @param scheme {@code https} with TLS, {@code http} in clear
     * @param limits maximum sizes of fields, and the window of a stream; the limit of bodies applies to those that do not declare their
     *     length. The number of streams is that of the server
     */
    public Http2ClientConnection(String scheme, Http2Limits limits) {
        this(scheme, limits, () -> {});
    }

    /**
     * Creates the connection for a socket that has been connected.
     *
     * @param scheme {@code https} with TLS, {@code http} in clear
     * @param limits maximum sizes of fields, and the window of a stream; the limit of bodies applies to those that do not declare their
     *     length. The number of streams is that of the server
     * @param wakeUp called by any thread when a request body that had no bytes may have some: then {@link #resume} is due
     */
    public Http2ClientConnection(String scheme, Http2Limits limits, Runnable wakeUp) {
        this.scheme = scheme;
        this.limits = limits;
        this.output = new FrameQueue(Http2Limits.INITIAL_WINDOW, wakeUp);
        this.receiveWindow = new ReceiveWindow(Http2Limits.INITIAL_WINDOW, limits.connectionWindowBytes());
        this.reader = new FrameReader(new ClientFrameProcessor(this, streams));
        byte[] preface = new byte[ClientPreface.BYTES.limit()];
        ClientPreface.BYTES.get(0, preface);
        output.addControl(preface);
        output.addControl(FrameWriter.settings(
                Settings.ENABLE_PUSH,
                0,
                Settings.INITIAL_WINDOW_SIZE,
                limits.windowBytes(),
                Settings.MAX_HEADER_LIST_SIZE,
                limits.listBytes(),
                Settings.NO_RFC7540_PRIORITIES,
                1));
        output.addWindowUpdate(0, receiveWindow);
    }

    // Sending

    /**
     * Sends a request.
     *
     * @param request with a Host field or an absolute target, and without fields for the body's framing or the connection
     * @param body owned and closed by the connection from now on
     * @param listener called with the response
     * @throws IllegalArgumentException when the request cannot be sent by HTTP/2
     * @throws IllegalStateException when the connection {@linkplain #isOpen is not open} any more
     */
    public PendingResponse send(Request request, Body body, ResponseListener listener) {
        requireOpen();
        return send(RequestBlock.of(scheme, request, body), body, listener);
    }

    /**
     * Sends an encoded request, with the same effect as sending it unencoded.
     *
     * @param listener called with the response
     * @throws IllegalStateException when the connection {@linkplain #isOpen is not open} any more
     */
    public PendingResponse send(RequestBlock request, ResponseListener listener) {
        requireOpen();
        return send(request, Body.empty(), listener);
    }

    private PendingResponse send(RequestBlock request, Body body, ResponseListener listener) {
        ReceiveWindow window = new ReceiveWindow(limits.windowBytes(), limits.windowBytes());
        ClientStream stream = new ClientStream(this, request, body, listener, window);
        pendingCount++;
        streams.enqueue(stream);
        openWaiting();
        return stream;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("connection is closed or closing; open a new one");
        }
    }

    /** Opens the streams that the server allows. */
    private void openWaiting() {
        while (open) {
            ClientStream next = streams.takeOpenable();
            if (next == null) {
                return;
            }
            next.open(output.newSender(streams.nextId(), peerSettings.initialWindow(), next));
            streams.add(next);
        }
    }

    /** Whether further requests may be sent. */
    public boolean isOpen() {
        return open && streams.hasNumber();
    }

    /** The number of requests whose responses are incomplete. */
    public int pendingCount() {
        return pendingCount;
    }

    /** The number of further requests that would not wait for others to end. RFC 9113 §5.1.2 */
    public long freeStreams() {
        return isOpen() ? streams.free() : 0;
    }

    /**
     * Sends a PING, to find out whether the server is there, and how far. RFC 9113 §6.7
     *
     * @param onAcknowledged called once, when the server has acknowledged it
     */
    public void ping(Runnable onAcknowledged) {
        pings.add(onAcknowledged);
        sentPings++;
        output.addControl(FrameWriter.ping(0, sentPings));
    }

    /** The bytes to be sent. */
    public Output output() {
        return output;
    }

    /** Bytes of {@link #output} were sent. */
    public void markSent(long count) {
        output.advance(count);
    }

    /** Lets the producers of request bodies that had no bytes be called again. */
    public void resume() {
        streams.forEachOpen(stream -> stream.sender().resume());
    }

    // Receiving

    /**
     * Bytes were received. All are consumed; the caller may reuse the buffer when the method has returned. A server that violates a rule
     * ends the connection: then all requests have failed, a GOAWAY is in the {@link #output}, and the caller closes the socket after it.
     */
    public void receive(ByteBuffer bytes) {
        try {
            if (!hasEnded) {
                reader.read(bytes);
            }
        } catch (Http2Exception violation) {
            fail(violation.error());
        }
        bytes.position(bytes.limit());
    }

    /** The server has closed its sending side. */
    public void receiveEof() {
        end("the connection ended before the response did (RFC 9113 §5.4.1)");
    }

    /** The socket is unusable: fails all pending requests. */
    public void abort() {
        end("the connection was lost");
    }

    private void end(String reason) {
        try {
            failAll(reason);
        } finally {
            output.abort();
        }
    }

    /** RFC 9113 §5.4.1 */
    private void fail(Http2Error error) {
        if (!hasEnded) {
            output.addControl(FrameWriter.goAway(0, code(error)));
            failAll(describe(error));
        }
    }

    private void failAll(String reason) {
        open = false;
        hasEnded = true;
        streams.drainWaiting(stream -> stream.failUnprocessed(reason));
        streams.forEachOpen(stream -> stream.fail(reason));
    }

    private static String describe(Http2Error error) {
        return error.message() + " (" + error.section() + ")";
    }

    /** Where a server would respond with a status, a client can only cancel. */
    private static ErrorCode code(Http2Error error) {
        return error.scope() == Http2Error.ErrorScope.RESPONSE ? ErrorCode.CANCEL : error.code();
    }

    // For streams

    Http2Limits limits() {
        return limits;
    }

    void countFinished() {
        pendingCount--;
    }

    /** A stream is closed: another one may be opened. */
    void remove(ClientStream stream) {
        streams.remove(stream);
        openWaiting();
    }

    /** Ends a stream because its response is not needed. */
    void cancel(ClientStream stream) {
        if (stream.id() == 0) {
            streams.remove(stream);
        } else if (streams.get(stream.id()) == stream) {
            sendReset(stream.id(), ErrorCode.CANCEL);
        }
        stream.close();
    }

    /** Ends a stream because of an error. RFC 9113 §5.4.2 */
    void reset(ClientStream stream, Http2Error error) {
        sendReset(stream.id(), code(error));
        stream.fail(describe(error));
    }

    private void sendReset(int streamId, ErrorCode code) {
        streams.resets().add(streamId, true);
        output.addControl(FrameWriter.resetStream(streamId, code));
    }

    // For frames

    FrameQueue queue() {
        return output;
    }

    ReceiveWindow receiveWindow() {
        return receiveWindow;
    }

    /** RFC 9113 §6.5.3, §6.9.2 */
    void applySettings(Payload payload) throws Http2Exception {
        long before = peerSettings.initialWindow();
        peerSettings.apply(payload);
        acknowledge(FrameWriter.settingsAck());
        long change = peerSettings.initialWindow() - before;
        boolean[] overflow = new boolean[1];
        if (change != 0) {
            streams.forEachOpen(stream -> overflow[0] |= !stream.sender().changeWindow(change));
        }
        if (overflow[0]) {
            throw new Http2Exception(Http2Error.CONNECTION_WINDOW_OVERFLOW);
        }
        streams.setMaxStreams(peerSettings.maxStreams());
        openWaiting();
    }

    void acknowledgePing(long data) throws Http2Exception {
        acknowledge(FrameWriter.ping(Flags.ACK, data));
    }

    private void acknowledge(byte[] frame) throws Http2Exception {
        if (output.pendingControlBytes() > MAX_CONTROL_BYTES) {
            throw new Http2Exception(Http2Error.FLOOD);
        }
        output.addControl(frame);
    }

    void onPingAcknowledged(long data) {
        if (!pings.isEmpty() && data == sentPings - pings.size() + 1) {
            pings.remove().run();
        }
    }

    /** The server ends the connection: it has processed, or will, only the streams up to the last one. RFC 9113 §6.8 */
    void receiveGoAway(int lastStreamId, ErrorCode code) {
        open = false;
        String reason = "the server ends the connection: " + code + " (RFC 9113 §6.8)";
        streams.drainWaiting(stream -> stream.failUnprocessed(reason));
        streams.forEachOpen(stream -> {
            if (stream.id() > lastStreamId) {
                streams.resets().add(stream.id(), true);
                stream.failUnprocessed(reason);
            }
        });
    }

    /** The server has reset a stream. RFC 9113 §6.4, §8.7 */
    void receiveReset(ClientStream stream, ErrorCode code) {
        streams.resets().add(stream.id(), false);
        String reason = "the server has reset the stream: " + code + " (RFC 9113 §6.4)";
        if (code == ErrorCode.REFUSED_STREAM) {
            stream.failUnprocessed(reason);
        } else {
            stream.fail(reason);
        }
    }
}
