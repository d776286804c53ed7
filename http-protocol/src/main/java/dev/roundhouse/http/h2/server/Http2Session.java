package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.CompletedExchanges;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.Flags;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.h2.frame.Payload;
import dev.roundhouse.http.h2.stream.Budget;
import dev.roundhouse.http.h2.stream.FrameQueue;
import dev.roundhouse.http.h2.stream.ReceiveWindow;
import dev.roundhouse.http.h2.stream.Settings;
import dev.roundhouse.http.h2.stream.StreamSender;
import dev.roundhouse.http.message.Request;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What the frames and the streams of one connection share: its limits and settings, its windows, and its output. {@link
 * Http2Connection} is the view of the caller.
 */
final class Http2Session {
    /** With more unsent acknowledgements and heads of responses, no input is processed that would add to them. */
    private static final int MAX_CONTROL_BYTES = 32 << 10;

    private final Http2Limits limits;
    private final ServerFields serverFields;
    private final WakeUps wakeUps;
    private final Http2Timers timers;
    private final FrameQueue output;
    private final ServerStreams streams;
    private final Ending ending;
    private final Budget budget;
    private final ReceiveWindow receiveWindow;
    private final Settings peerSettings = Settings.ofClient();
    private final CompletedExchanges completedExchanges = new CompletedExchanges();

    /** The requests that have not been handed out. */
    private final ArrayDeque<Http2Stream> ready = new ArrayDeque<>(4);

    private long requests;

    /** The content that was sent since there were no streams. */
    private long dataSent;

    /** Whether input was not wanted after the last event. */
    private boolean wasInputPaused;

    Http2Session(Http2Limits limits, Timeouts timeouts, ServerFields serverFields, WakeUps wakeUps, long nowNanos) {
        this.limits = limits;
        this.serverFields = serverFields;
        this.wakeUps = wakeUps;
        this.timers = new Http2Timers(timeouts, limits.settingsTimeout(), nowNanos);
        this.output = new FrameQueue(Http2Limits.INITIAL_WINDOW, wakeUps::wakeUp);
        this.streams = new ServerStreams(limits.streams());
        this.budget = new Budget(nowNanos);
        this.receiveWindow = new ReceiveWindow(Http2Limits.INITIAL_WINDOW, limits.connectionWindowBytes());
        this.ending = new Ending(timers, output, streams);
    }

    /** Sends the server connection preface. RFC 9113 §3.4 */
    void begin() {
        output.addControl(FrameWriter.settings(
                Settings.MAX_CONCURRENT_STREAMS, limits.streams(),
                Settings.INITIAL_WINDOW_SIZE, limits.windowBytes(),
                Settings.MAX_HEADER_LIST_SIZE, limits.listBytes(),
                Settings.NO_RFC7540_PRIORITIES, 1));
        output.addWindowUpdate(0, receiveWindow);
        timers.updateOutput(true);
    }

    /** An event begins. */
    void beginEvent(long nowNanos) {
        timers.advanceTo(nowNanos);
    }

    /** An event has been processed: does what follows from it. */
    void endEvent() {
        if (ending.phase() != Http2Phase.CLOSED) {
            if (hasInputEnded() && output.isEmpty()) {
                // What they wait for cannot come any more.
                streams.forEach(stream -> StreamExpiry.resetIfBlocked(stream, this));
            }
            if (ending.phase() == Http2Phase.GOING_AWAY) {
                // The rest of their requests is not needed, and would keep the connection open.
                streams.forEach(Http2Stream::resetIfResponded);
            }
            if (ending.phase().isProcessing()) {
                output.addWindowUpdate(0, receiveWindow);
                updateInputPaused();
            }
            ending.advance();
            timers.updateOutput(!output.isEmpty());
        }
    }

    /** Whether no input is processed, because the client has not read what was caused by earlier input. */
    boolean isInputPaused() {
        return output.pendingControlBytes() >= MAX_CONTROL_BYTES;
    }

    /** The time for which nothing is read is not the time of the client. */
    private void updateInputPaused() {
        boolean isPaused = isInputPaused();
        if (wasInputPaused && !isPaused) {
            timers.restartReceiving(limits.settingsTimeout());
            streams.forEach(Http2Stream::restartReceiving);
        }
        wasInputPaused = isPaused;
    }

    /** The client will send no more. */
    void receiveEof() {
        timers.stopWaitingForSettings();
        ending.receiveEof();
        streams.forEach(stream -> {
            if (stream.state().isOpenForPeer()) {
                stream.cancel();
            }
        });
    }

    boolean hasInputEnded() {
        return ending.hasInputEnded();
    }

    /** The next request that has not got an error in the meantime; it is handed out once. */
    Optional<Exchange> nextExchange() {
        Http2Stream next = ready.poll();
        while (next != null && !next.needsReply()) {
            next = ready.poll();
        }
        return Optional.ofNullable(next);
    }

    /** Hands out no further request. */
    void clearReady() {
        ready.clear();
    }

    // Parts

    ServerStreams streams() {
        return streams;
    }

    Ending ending() {
        return ending;
    }

    Http2Timers timers() {
        return timers;
    }

    FrameQueue output() {
        return output;
    }

    Settings peerSettings() {
        return peerSettings;
    }

    /** The number of requests, those that are complete included. */
    long requests() {
        return requests;
    }

    CompletedExchanges completedExchanges() {
        return completedExchanges;
    }

    // For streams

    WakeUps context() {
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

    byte[] blockEnd() {
        return ResponseBlocks.end(serverFields);
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

    /** A frame of a stream was sent, with some content or without. Only content uses the window of the connection. */
    void recordProgress(int dataBytes) {
        if (dataBytes > 0) {
            dataSent += dataBytes;
            timers.window().recordSent(timers.nowNanos());
        }
    }

    /** When the window of the connection has allowed too little for too long. */
    long blockedDeadline(boolean requiresRate) {
        return timers.window().deadline(timeouts(), dataSent, requiresRate);
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
        return ending.phase().acceptsStreams() && !hasInputEnded();
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
        if (streams.size() == 0) {
            timers.window().start(timers.nowNanos());
            dataSent = 0;
        }
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
            streams.forEach(stream -> overflow[0] |= !stream.changeWindow(change));
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
        boolean hadWindow = output.window().available() > 0;
        output.changeWindow(increment);
        if (!hadWindow && output.window().available() > 0) {
            timers.window().recordAllowed(timers.nowNanos());
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
