package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.CompletedExchanges;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.Budget;
import dev.roundhouse.http.h2.stream.FrameQueue;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.message.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The server side of an HTTP/2 connection (RFC 9113), without a socket. It is made when HTTP/2 has been chosen: by ALPN, or by the
 * client preface, which it expects.
 *
 * <pre>{@code
 * Connection connection = new Http2Connection(Http2Limits.DEFAULT, Timeouts.DEFAULT, fields, context, System.nanoTime());
 * }</pre>
 *
 * <p>{@link Connection} describes the order of calls. Requests are handed out as they come, and their responses are sent as the
 * priorities of RFC 9218 demand. {@link FrameProcessor} does what a frame demands; {@link Http2Stream} is one request and its
 * response; {@link FrameQueue} is what is left to send; {@link Http2Phase} is how far the connection is from its end.
 */
public final class Http2Connection implements Connection {
    /** The first bytes of a client. RFC 9113 §3.4 */
    static final ByteBuffer PREFACE =
            StandardCharsets.US_ASCII.encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").asReadOnlyBuffer();

    /** The windows of this many streams may be full at a time. */
    private static final int WINDOWS = 4;

    /** With more unsent acknowledgements, no input is processed that would add to them. */
    private static final int MAX_CONTROL_BYTES = 16 << 10;

    private final Http2Limits limits;
    private final ServerFields serverFields;
    private final WakeUps wakeUps;
    private final Http2Timers timers;
    private final FrameQueue output;
    private final ServerStreams streams;
    private final FrameReader reader;
    private final Ending ending;
    private final Budget budget;
    private final ReceiveWindow receiveWindow;
    private final Settings peerSettings = new Settings();
    private final CompletedExchanges completedExchanges = new CompletedExchanges();

    /** The requests that have not been handed out. */
    private final ArrayDeque<Http2Stream> ready = new ArrayDeque<>(4);

    private int prefaceBytes;
    private long requests;
    private boolean hasSentBlock;
    private boolean inputHasEnded;

    /**
     * Creates the connection.
     *
     * @param limits maximum sizes and counts of requests
     * @param timeouts how long the peer may take
     * @param serverFields the fields that the server adds to each response; may be shared
     * @param context the caller
     * @param nowNanos the current time
     */
    public Http2Connection(
            Http2Limits limits,
            Timeouts timeouts,
            ServerFields serverFields,
            ConnectionContext context,
            long nowNanos) {
        this.limits = limits;
        this.serverFields = serverFields;
        this.wakeUps = new WakeUps(context);
        this.timers = new Http2Timers(timeouts, limits.settingsTimeout(), nowNanos);
        this.output = new FrameQueue(Http2Limits.INITIAL_WINDOW, wakeUps::wakeUp);
        this.streams = new ServerStreams(limits.streams());
        this.budget = new Budget(nowNanos);
        this.receiveWindow = new ReceiveWindow(Http2Limits.INITIAL_WINDOW, (long) WINDOWS * limits.windowBytes());
        this.reader = new FrameReader(new FrameProcessor(this, streams));
        this.ending = new Ending(timers, output, streams);
        output.addControl(FrameWriter.settings(
                Settings.MAX_CONCURRENT_STREAMS, limits.streams(),
                Settings.INITIAL_WINDOW_SIZE, limits.windowBytes(),
                Settings.MAX_HEADER_LIST_SIZE, limits.listBytes(),
                Settings.NO_RFC7540_PRIORITIES, 1));
        sendWindowUpdate(0, receiveWindow);
        timers.updateOutput(true);
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        beginEvent(nowNanos);
        timers.recordReceived();
        try {
            readFrames(bytes);
        } catch (Http2Exception violation) {
            fail(violation.error());
        }
        bytes.position(bytes.limit());
        endEvent();
    }

    private void readFrames(ByteBuffer bytes) throws Http2Exception {
        while (prefaceBytes < PREFACE.limit() && bytes.hasRemaining()) {
            if (bytes.get() != PREFACE.get(prefaceBytes++)) {
                throw new Http2Exception(Http2Error.PREFACE_INVALID);
            }
        }
        if (ending.phase().isProcessing()) {
            long before = reader.completed();
            boolean wasInFrame = reader.isInFrame();
            reader.read(bytes);
            if (!wasInFrame || reader.completed() != before) {
                timers.startFrame();
            }
        }
    }

    @Override
    public void receiveEof(long nowNanos) {
        beginEvent(nowNanos);
        inputHasEnded = true;
        streams.forEach(stream -> {
            if (stream.state().isOpenForPeer()) {
                stream.cancel();
            }
        });
        ending.receiveEof();
        endEvent();
    }

    @Override
    public void markSent(long count, long nowNanos) {
        beginEvent(nowNanos);
        timers.recordSent(count);
        budget.earn(count);
        output.advance(count);
        endEvent();
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (nowNanos < deadline()) {
            return;
        }
        if (!output.isEmpty()) {
            abort(nowNanos);
            return;
        }
        beginEvent(nowNanos);
        expire(nowNanos);
        endEvent();
    }

    private void expire(long nowNanos) {
        if (ending.isDue()) {
            ending.expire();
        } else if (isFrameDue()) {
            fail(Http2Error.HEAD_TIMEOUT);
        } else if (timers.settingsDeadline() <= nowNanos) {
            fail(Http2Error.SETTINGS_NOT_ACKNOWLEDGED);
        } else if (streams.size() == 0) {
            ending.goAway();
        } else {
            streams.forEach(stream -> stream.expire(nowNanos));
        }
    }

    private boolean isFrameDue() {
        return isWaitingForFrame() && timers.frameDeadline() <= timers.nowNanos();
    }

    private boolean isWaitingForFrame() {
        return ending.phase().isProcessing() && (prefaceBytes < PREFACE.limit() || reader.isInFrame());
    }

    @Override
    public void resume(long nowNanos) {
        if (wakeUps.take()) {
            beginEvent(nowNanos);
            streams.forEach(Http2Stream::resume);
            endEvent();
        }
    }

    @Override
    public void drain(long nowNanos) {
        beginEvent(nowNanos);
        ending.drain();
        endEvent();
    }

    @Override
    public void abort(long nowNanos) {
        if (ending.phase() == Http2Phase.CLOSED) {
            return;
        }
        timers.advanceTo(nowNanos);
        ending.close();
        ready.clear();
        try {
            streams.forEach(Http2Stream::cancel);
        } finally {
            output.abort();
        }
    }

    /** An event begins. */
    void beginEvent(long nowNanos) {
        timers.advanceTo(nowNanos);
    }

    /** An event has been processed: does what follows from it. */
    void endEvent() {
        if (ending.phase() != Http2Phase.CLOSED) {
            ending.advance();
            timers.updateOutput(!output.isEmpty());
        }
    }

    // Queries

    @Override
    public boolean wantsInput() {
        return !inputHasEnded
                && switch (ending.phase()) {
                    case OPEN, DRAINING, GOING_AWAY -> output.pendingControlBytes() < MAX_CONTROL_BYTES;
                    case LINGERING -> true;
                    case CLOSING, CLOSED -> false;
                };
    }

    @Override
    public boolean isWaiting() {
        return inputHasEnded && streams.size() > 0 && output.isEmpty() && streams.areAllWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long nowNanos) {
        Http2Stream next = ready.poll();
        while (next != null && !next.state().isOpenForUs()) {
            next = ready.poll();
        }
        return Optional.ofNullable(next);
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        // A transport with blocking writes takes a deadline that passes meanwhile for the end of a write.
        if (!output.isEmpty()) {
            return timers.writeDeadline();
        }
        long deadline = Math.min(ending.deadline(), streams.deadline());
        if (!ending.phase().isProcessing()) {
            return deadline;
        }
        deadline = Math.min(deadline, timers.settingsDeadline());
        if (isWaitingForFrame()) {
            deadline = Math.min(deadline, timers.frameDeadline());
        }
        return streams.size() == 0 ? Math.min(deadline, timers.idleDeadline()) : deadline;
    }

    @Override
    public boolean isBusy() {
        return streams.size() > 0 || !output.isEmpty() || (isWaitingForFrame() && prefaceBytes > 0);
    }

    @Override
    public boolean endsSilently() {
        return false;
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        completedExchanges.drainTo(target);
    }

    @Override
    public CloseState closeState() {
        return switch (ending.phase()) {
            case LINGERING -> CloseState.HALF_CLOSE;
            case CLOSED -> CloseState.CLOSE;
            default -> CloseState.OPEN;
        };
    }

    // For streams

    ConnectionContext context() {
        return wakeUps;
    }

    Http2Limits limits() {
        return limits;
    }

    Timeouts timeouts() {
        return timers.timeouts();
    }

    long nowNanos() {
        return timers.nowNanos();
    }

    StreamSender newSender(int streamId, StreamSender.SendListener listener) {
        return output.newSender(streamId, peerSettings.initialWindow(), listener);
    }

    RequestBody newBody(long declaredBytes) {
        return new RequestBody(limits, receiveWindow, declaredBytes);
    }

    /** A field block; the first one of the connection begins with an update of the size of the dynamic table. */
    byte[] block(byte[] fields) {
        if (hasSentBlock) {
            return fields;
        }
        hasSentBlock = true;
        byte[] first = Arrays.copyOf(ResponseBlocks.TABLE_SIZE_ZERO, 1 + fields.length);
        System.arraycopy(fields, 0, first, 1, fields.length);
        return first;
    }

    byte[] blockEnd() {
        return ResponseBlocks.end(serverFields);
    }

    /** Sends a WINDOW_UPDATE if one is due. */
    void sendWindowUpdate(int streamId, ReceiveWindow window) {
        int increment = window.takeUpdate();
        if (increment > 0) {
            output.addControl(FrameWriter.windowUpdate(streamId, increment));
        }
    }

    /** Resets a stream. RFC 9113 §5.4.2 */
    void reset(Http2Stream stream, Http2Error error) {
        streams.resets().add(stream.id(), true);
        stream.cancel(error);
        resetClosed(stream.id(), error);
    }

    /** Sends RST_STREAM for a stream that is closed. */
    void resetClosed(int streamId, Http2Error error) {
        output.addControl(FrameWriter.resetStream(streamId, error.code()));
        wakeUps.protocolError(streamId, error.name(), error.message());
    }

    void remove(Http2Stream stream) {
        streams.remove(stream);
        if (streams.size() == 0) {
            timers.startIdle();
        }
    }

    void report(CompletedExchange exchange, boolean complete) {
        completedExchanges.add(exchange);
        if (complete) {
            budget.earnExchange();
        }
    }

    // For frames

    ReceiveWindow receiveWindow() {
        return receiveWindow;
    }

    Budget budget() {
        return budget;
    }

    /** Charges an event. */
    void charge(Budget.Event event) throws Http2Exception {
        if (!budget.charge(event, timers.nowNanos())) {
            throw new Http2Exception(Http2Error.FLOOD);
        }
    }

    boolean acceptsStreams() {
        return ending.phase().acceptsStreams() && !inputHasEnded;
    }

    /** A request has been received. RFC 9113 §5.1.2: beyond the limit it is refused, and can be sent again. */
    void open(int streamId, DecodedHead head, boolean endStream) throws Http2Exception {
        streams.advanceTo(streamId);
        if (streams.isFull()) {
            charge(Budget.Event.RESET_BY_US);
            streams.resets().add(streamId, true);
            resetClosed(streamId, Http2Error.TOO_MANY_STREAMS);
            return;
        }
        requests++;
        Http2Stream stream = new Http2Stream(this, streamId, head, newRequest(head));
        streams.add(stream);
        stream.open(endStream);
        if (head instanceof DecodedHead.Invalid) {
            charge(Budget.Event.RESET_BY_US);
        } else {
            ready.add(stream);
        }
        if (requests >= limits.common().requests()) {
            ending.goAway();
        }
    }

    private Request newRequest(DecodedHead head) {
        return head instanceof DecodedHead.Valid accepted
                ? new Request(accepted.values(), wakeUps.info(), (int) requests)
                : null;
    }

    /** RFC 9113 §6.5.3, §6.9.2 */
    void applySettings(Payload payload) throws Http2Exception {
        long before = peerSettings.initialWindow();
        peerSettings.apply(payload);
        long change = peerSettings.initialWindow() - before;
        output.addControl(FrameWriter.settingsAck());
        if (change != 0) {
            boolean[] overflow = new boolean[1];
            streams.forEach(stream -> overflow[0] |= !stream.sender().changeWindow(change));
            if (overflow[0]) {
                throw new Http2Exception(Http2Error.CONNECTION_WINDOW_OVERFLOW);
            }
        }
    }

    void onSettingsAcknowledged() {
        timers.stopWaitingForSettings();
    }

    void acknowledgePing(long data) {
        output.addControl(FrameWriter.ping(Flags.ACK, data));
    }

    void onPingAcknowledged(long data) {
        ending.onPingAcknowledged(data);
    }

    /** The client will open no further streams. */
    void onGoAway() {
        ending.goAway();
    }

    void changeWindow(int increment) throws Http2Exception {
        if (increment == 0) {
            throw new Http2Exception(Http2Error.CONNECTION_INCREMENT_ZERO);
        }
        if (!output.window().change(increment)) {
            throw new Http2Exception(Http2Error.CONNECTION_WINDOW_OVERFLOW);
        }
    }

    /** Ends the connection because of an error. RFC 9113 §5.4.1 */
    void fail(Http2Error error) {
        if (!ending.phase().isProcessing()) {
            return;
        }
        ending.fail(error.code());
        ready.clear();
        streams.forEach(stream -> stream.cancel(error));
        wakeUps.protocolError(0, error.name(), error.message());
    }
}
