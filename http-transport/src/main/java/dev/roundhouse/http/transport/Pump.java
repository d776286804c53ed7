package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.Reply;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The loop that all transports share: moves bytes between one wire and one connection, and requests to the handler, until it
 * has to wait. It keeps the order of calls that {@link Connection} describes. A blocking wire waits inside {@link #run}; for
 * any other wire, {@code run} returns what to wait for. Used by one thread at a time, except for {@link #drain}.
 *
 * <p>A reply that comes later, a stream that has no bytes at the moment, and an upload that is not ready wake up the thread of
 * the connection, by the {@link SocketContext}; only that thread uses the connection.
 */
public final class Pump {
    /**
     * Slices of this length and more are sent by {@link Wire#transfer}; shorter ones are read and written together with
     * their head: sendfile costs an fstat in addition, and a TCP segment of its own.
     */
    private static final long SENDFILE_THRESHOLD = 64 << 10;

    /** The bytes that are sent to a blocking wire before it is polled for input: a poll is a system call. */
    private static final long POLL_INTERVAL_BYTES = 64 << 10;

    private static final int MAX_READS_BEFORE_TIMEOUT = 64;

    private final Connection connection;
    private final Wire wire;
    private final Service service;
    private final SocketAddress peer;
    private final LongSupplier clock;
    private final Consumer<CompletedExchange> reporter;

    private volatile boolean drainRequested;
    private boolean draining;
    private boolean timedOut;

    /** How often input is read before the timeout is handled: a peer that sends without pause must not put it off without end. */
    private int readsBeforeTimeout;

    private boolean reset;
    private boolean halfClosed;
    private boolean closed;

    private final RunBudget budget = new RunBudget();

    /** Whether this run may read, and whether there was no more to read the last time. */
    private boolean mayRead;

    private boolean inputIsDry;

    private long sentSincePoll;

    /**
     * Creates the pump of a new connection.
     *
     * @param connection used by this pump alone
     * @param wire the socket; closed by this pump
     * @param service the handler and the observer
     * @param peer the address of the client, for the observer
     * @param clock {@code System.nanoTime()}, or a loop's cached value of it
     */
    public Pump(Connection connection, Wire wire, Service service, SocketAddress peer, LongSupplier clock) {
        this.connection = connection;
        this.wire = wire;
        this.service = service;
        this.peer = peer;
        this.clock = clock;
        this.reporter = exchange -> service.observer().exchangeCompleted(peer, exchange);
    }

    /**
     * Does what can be done now, and returns what to wait for. Exceptions of handler, content and socket are reported to the
     * observer. It throws only an {@link OutOfMemoryError} and other fatal errors: then the thread must end, and the owner of
     * the process decides what follows.
     */
    public Interest run(IoBuffers ioBuffers) {
        return run(ioBuffers, true);
    }

    /**
     * Like {@link #run}, but does not read. For another thread, while the thread of the connection is blocked in a read and
     * does not use the connection.
     */
    public Interest runWithoutReading(IoBuffers ioBuffers) {
        return run(ioBuffers, false);
    }

    private Interest run(IoBuffers ioBuffers, boolean reading) {
        budget.reset();
        mayRead = reading;
        inputIsDry = !reading;
        try {
            return runSteps(ioBuffers);
        } catch (ContentException cause) {
            service.observer().contentFailed(peer, cause);
        } catch (IOException cause) {
            onConnectionLost(cause);
        } catch (Throwable cause) {
            onContentFailure(cause);
        }
        abort();
        return Interest.NONE;
    }

    private void onContentFailure(Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        service.observer().contentFailed(peer, new ContentException(cause));
    }

    /** A wire that another thread has closed, because the connection was finished, is not lost. */
    private void onConnectionLost(IOException cause) {
        if (!closed) {
            service.observer().connectionLost(peer, cause);
        }
    }

    private Interest runSteps(IoBuffers ioBuffers) throws IOException {
        if (reset) {
            throw new IOException("Connection reset");
        }
        // First, so that a reply that has come during a shutdown announces that the connection is closed.
        applyDrain();
        if (connection.isBusy()) {
            connection.resume(clock.getAsLong());
        }
        while (!closed && budget.takeStep()) {
            applyDrain();
            if (applyTimeout(ioBuffers) || handleNextRequest()) {
                continue;
            }
            Interest interest = connection.output().isSendable() ? send(ioBuffers) : closeOrReceive(ioBuffers);
            if (interest != Interest.YIELD) {
                return interest;
            }
        }
        return closed ? Interest.NONE : Interest.YIELD;
    }

    private void applyDrain() {
        if (drainRequested && !draining) {
            draining = true;
            connection.drain(clock.getAsLong());
        }
    }

    /** Handles a deadline that has passed; true when input was read first. */
    private boolean applyTimeout(IoBuffers ioBuffers) throws IOException {
        if (!timedOut) {
            return false;
        }
        if (readsBeforeTimeout > 0 && connection.wantsInput() && isReadable()) {
            readsBeforeTimeout--;
            // It may have come in time: while this thread was blocked in a write, or the connection wanted none.
            receive(ioBuffers.input());
            return true;
        }
        timedOut = false;
        boolean hadOutput = !connection.output().isEmpty();
        connection.handleTimeout(clock.getAsLong());
        if (hadOutput && connection.closeState() == CloseState.CLOSE) {
            // The peer does not read: the socket may be full of output that it would take for as long as it likes.
            wire.resetOnClose();
        }
        return false;
    }

    /** Passes the next request to the handler; false when there is none. */
    private boolean handleNextRequest() {
        long startedNanos = clock.getAsLong();
        Optional<Exchange> next = connection.nextExchange(startedNanos);
        if (next.isEmpty()) {
            return false;
        }
        Exchange exchange = next.get();
        Optional<Reply> reply = callHandler(exchange);
        long handledNanos = clock.getAsLong();
        budget.subtractHandling(handledNanos - startedNanos);
        if (reply.isPresent()) {
            exchange.reply(reply.get(), handledNanos);
        }
        return true;
    }

    /** Returns the reply of the handler; empty when it failed, and then the exchange has been replied to. */
    private Optional<Reply> callHandler(Exchange exchange) {
        try {
            Reply reply = service.handler().handle(exchange.request());
            return Optional.of(Objects.requireNonNull(reply, "handler returned null"));
        } catch (Throwable cause) {
            fail(exchange, cause);
            return Optional.empty();
        }
    }

    private void fail(Exchange exchange, Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        service.observer().handlerFailed(peer, exchange.request(), cause);
        exchange.fail(clock.getAsLong());
    }

    /** Sends, and receives if the connection wants input although there is output left. */
    private Interest send(IoBuffers ioBuffers) throws IOException {
        boolean isBlocked = !flush(ioBuffers);
        if (connection.output().isSendable() && connection.wantsInput() && isReadDue()) {
            receive(ioBuffers.input());
            return Interest.YIELD;
        }
        if (isBlocked) {
            return connection.wantsInput() ? Interest.READ_WRITE : Interest.WRITE;
        }
        return Interest.YIELD;
    }

    /** Sends once. Returns false when the socket accepts nothing now. */
    private boolean flush(IoBuffers ioBuffers) throws IOException {
        Output output = connection.output();
        long sent;
        if (output.startsWithSlice(SENDFILE_THRESHOLD)) {
            sent = wire.transfer(output.nextSlice());
        } else {
            int count = gather(output, ioBuffers);
            if (count == 0) {
                connection.markSent(0, clock.getAsLong());
                return true;
            }
            sent = wire.write(ioBuffers.vector(), count);
        }
        if (sent <= 0) {
            return false;
        }
        long nowNanos = clock.getAsLong();
        budget.subtractOutput(sent, nowNanos);
        sentSincePoll += sent;
        connection.markSent(sent, nowNanos);
        reportCompleted();
        return true;
    }

    private static int gather(Output output, IoBuffers ioBuffers) throws ContentException {
        try {
            return output.gather(ioBuffers.output(), ioBuffers.vector(), SENDFILE_THRESHOLD);
        } catch (IOException cause) {
            throw new ContentException(cause);
        }
    }

    /** Whether to read between two writes. A blocking wire is polled now and then; any other one is read until it has no more. */
    private boolean isReadDue() throws IOException {
        if (wire.isBlocking() && sentSincePoll < POLL_INTERVAL_BYTES) {
            return false;
        }
        sentSincePoll = 0;
        return isReadable();
    }

    /** Whether a read is allowed, and would not wait. */
    private boolean isReadable() throws IOException {
        return wire.isBlocking() ? mayRead && wire.isReadable() : !inputIsDry;
    }

    /** There is no output: closes, receives, or waits. */
    private Interest closeOrReceive(IoBuffers ioBuffers) throws IOException {
        if (closeIfFinished()) {
            return Interest.NONE;
        }
        boolean mustNotBlock = wire.isBlocking() && connection.isWaiting();
        if (mustNotBlock || !connection.wantsInput()) {
            return Interest.WAKE_UP;
        }
        if (inputIsDry) {
            return Interest.READ;
        }
        receive(ioBuffers.input());
        return Interest.YIELD;
    }

    /** Reads once. A read that does not fill the buffer has taken all there is: another one would be a wasted system call. */
    private void receive(ByteBuffer input) throws IOException {
        int count = wire.read(input);
        if (closed) {
            // Another thread has closed the connection while this one was blocked in the read.
            return;
        }
        long nowNanos = clock.getAsLong();
        if (count < 0) {
            connection.receiveEof(nowNanos);
            return;
        }
        inputIsDry = input.hasRemaining();
        if (count > 0) {
            budget.subtractInput(count, nowNanos);
            connection.receive(input.flip(), nowNanos);
        }
    }

    /** Half-closes or closes if {@link Connection#closeState} requires it; true when closed. */
    private boolean closeIfFinished() throws IOException {
        CloseState closeState = connection.closeState();
        if (closeState == CloseState.CLOSE) {
            close();
            return true;
        }
        if (closeState == CloseState.HALF_CLOSE && !halfClosed) {
            halfClosed = true;
            wire.shutdownOutput();
        }
        return false;
    }

    /** The number of bytes that the last run has received. */
    public long bytesRead() {
        return budget.bytesReceived();
    }

    /** When {@link #markTimedOut} should be called, in the clock's nanoseconds. */
    public long deadline() {
        return connection.deadline();
    }

    /** Whether a request is in progress. */
    public boolean isBusy() {
        return connection.isBusy();
    }

    /** The deadline has passed. Takes effect in the next {@link #run}, which the caller calls. */
    public void markTimedOut() {
        if (!timedOut) {
            timedOut = true;
            readsBeforeTimeout = MAX_READS_BEFORE_TIMEOUT;
        }
    }

    /**
     * The peer has reset the connection, as is known without a read. Takes effect in the next {@link #run}, which the caller
     * calls.
     */
    public void markReset() {
        reset = true;
    }

    /**
     * Makes the request in progress the last one. May be called by any thread; takes effect in the next {@link #run}, or in
     * the current one.
     */
    public void drain() {
        drainRequested = true;
    }

    /** Whether {@link #drain} has been called and has not taken effect. May be called by any thread. */
    public boolean isDrainPending() {
        return drainRequested && !draining;
    }

    /** Closes the connection at once. Does nothing when it is closed. */
    public void abort() {
        try {
            connection.abort(clock.getAsLong());
        } catch (Throwable cause) {
            onContentFailure(cause);
        } finally {
            close();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            try {
                reportCompleted();
            } finally {
                wire.close();
            }
        }
    }

    private void reportCompleted() {
        connection.takeCompletedExchanges(reporter);
    }
}
