package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.frame.ClientPreface;
import dev.roundhouse.http.h2.frame.FrameReader;
import dev.roundhouse.http.h2.stream.FrameQueue;
import java.nio.ByteBuffer;
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
    private final Http2Session session;
    private final ServerStreams streams;
    private final Ending ending;
    private final Http2Timers timers;
    private final FrameQueue output;
    private final FrameReader reader;
    private int prefaceBytes;

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
        this.session = new Http2Session(limits, timeouts, serverFields, new WakeUps(context), nowNanos);
        this.streams = session.streams();
        this.ending = session.ending();
        this.timers = session.timers();
        this.output = session.output();
        this.reader = new FrameReader(new FrameProcessor(session));
        session.begin();
    }

    // Events

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        session.beginEvent(nowNanos);
        timers.recordReceived();
        try {
            readFrames(bytes);
        } catch (Http2Exception violation) {
            session.fail(violation.error());
        }
        bytes.position(bytes.limit());
        session.endEvent();
    }

    private void readFrames(ByteBuffer bytes) throws Http2Exception {
        while (prefaceBytes < ClientPreface.BYTES.limit() && bytes.hasRemaining()) {
            if (bytes.get() != ClientPreface.BYTES.get(prefaceBytes++)) {
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
        session.beginEvent(nowNanos);
        session.receiveEof();
        session.endEvent();
    }

    @Override
    public void markSent(long count, long nowNanos) {
        session.beginEvent(nowNanos);
        timers.recordSent(count);
        session.budget().earn(count);
        output.advance(count);
        session.endEvent();
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (nowNanos < deadline()) {
            return;
        }
        if (writeDeadline() <= nowNanos) {
            abort(nowNanos);
            return;
        }
        session.beginEvent(nowNanos);
        expire(nowNanos);
        session.endEvent();
    }

    private void expire(long nowNanos) {
        if (output.isEmpty() && ending.isDue()) {
            ending.expire();
        } else if (isFrameDue()) {
            // The request whose body is in that frame gets its own error.
            streams.forEach(stream -> StreamExpiry.expire(stream, session));
            session.fail(Http2Error.HEAD_TIMEOUT);
        } else if (timers.settingsDeadline() <= nowNanos) {
            session.fail(Http2Error.SETTINGS_NOT_ACKNOWLEDGED);
        } else if (streams.size() == 0) {
            ending.goAway();
        } else {
            streams.forEach(stream -> StreamExpiry.expire(stream, session));
        }
    }

    private boolean isFrameDue() {
        return isWaitingForFrame() && frameDeadline() <= timers.nowNanos();
    }

    private long frameDeadline() {
        return reader.isInData() ? timers.dataDeadline() : timers.frameDeadline();
    }

    private boolean isWaitingForFrame() {
        return ending.phase().isProcessing()
                && !session.hasInputEnded()
                && (prefaceBytes < ClientPreface.BYTES.limit() || reader.isInFrame());
    }

    @Override
    public void resume(long nowNanos) {
        if (session.context().take()) {
            session.beginEvent(nowNanos);
            streams.forEach(Http2Stream::resume);
            session.endEvent();
        }
    }

    @Override
    public void drain(long nowNanos) {
        session.beginEvent(nowNanos);
        ending.drain();
        session.endEvent();
    }

    @Override
    public void abort(long nowNanos) {
        if (ending.phase() == Http2Phase.CLOSED) {
            return;
        }
        timers.advanceTo(nowNanos);
        ending.close();
        session.clearReady();
        try {
            streams.cancelAll();
        } finally {
            output.abort();
        }
    }

    // Queries

    @Override
    public boolean wantsInput() {
        return !session.hasInputEnded()
                && switch (ending.phase()) {
                    case OPEN, DRAINING, GOING_AWAY -> !session.isInputPaused();
                    case LINGERING -> true;
                    case CLOSING, CLOSED -> false;
                };
    }

    @Override
    public boolean isWaiting() {
        return session.hasInputEnded() && streams.size() > 0 && output.isEmpty() && streams.areAllWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long nowNanos) {
        return session.nextExchange();
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long writeDeadline() {
        return output.isEmpty() ? NO_DEADLINE : timers.writeDeadline();
    }

    /** Output, of which one stream may have some for hours, does not stop the time of the others. */
    @Override
    public long deadline() {
        long deadline = Math.min(streams.deadline(), output.isEmpty() ? ending.deadline() : timers.writeDeadline());
        if (!ending.phase().isProcessing() || session.isInputPaused()) {
            return deadline;
        }
        deadline = Math.min(deadline, timers.settingsDeadline());
        if (isWaitingForFrame()) {
            deadline = Math.min(deadline, frameDeadline());
        }
        boolean isIdle = streams.size() == 0 && output.isEmpty();
        return isIdle ? Math.min(deadline, timers.idleDeadline()) : deadline;
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
        session.completedExchanges().drainTo(target);
    }

    @Override
    public CloseState closeState() {
        return switch (ending.phase()) {
            case LINGERING -> CloseState.HALF_CLOSE;
            case CLOSED -> CloseState.CLOSE;
            default -> CloseState.OPEN;
        };
    }

    /**
     * The state of the connection and of its streams. Changes nothing; valid at any time, and called by the thread that uses the
     * connection.
     */
    public Http2Snapshot snapshot(long nowNanos) {
        return Snapshots.of(session, deadline(), nowNanos);
    }
}
