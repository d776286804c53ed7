package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The loop that every transport shares: moves bytes between one wire and one protocol machine, and requests to the handler,
 * until it has to wait. A wire that blocks makes it wait inside; one that does not makes it say what it waits for. Used by
 * one thread at a time, but for {@link #drain}.
 *
 * <p>A reply that comes later is completed by any thread, which wakes the connection's: that one alone uses the machine. The
 * client's time-outs do not count meanwhile, since it is not the client who is slow, save for the time in which it must take
 * what has been answered before.
 */
public final class Pump {
    /** So much one connection may do before others on its loop have their turn. */
    private static final int MAX_STEPS_PER_RUN = 64;

    /** And so many octets it may send before that, about what a socket takes at once. */
    private static final long MAX_BYTES_PER_RUN = 4 << 20;

    /** And so many that it may read: they can be chunks of one octet each. */
    private static final long INPUT_OCTETS = 256 << 10;

    /** And so long its handler may take, all requests of a turn together. */
    private static final long HANDLING = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long WOULD_BLOCK = -1;

    /**
     * Slices from this length on are sent, shorter ones are read once and written together with their head: sendfile costs
     * an fstat besides, and a segment of its own.
     */
    private static final long SENDFILE_THRESHOLD = 64 << 10;

    private final Connection connection;
    private final Wire wire;
    private final Service service;
    private final SocketAddress peer;
    private final LongSupplier clock;
    private final Runnable wakeUp;

    private volatile boolean drainRequested;
    private boolean draining;
    private boolean timedOut;
    private boolean halfClosed;
    private boolean closed;

    /** The exchange whose reply comes later, or null: there is never more than one, since answers are in order. */
    private PendingReply pending;

    /** What is left of this turn. */
    private long inputLeft;

    private long handlingLeft;

    /**
     * A pump for a new connection.
     *
     * @param connection the machine, fed by this pump alone
     * @param wire its socket, closed by this pump
     * @param service whose handler answers and whose observer is told
     * @param peer who is at the other end, for the observer
     * @param clock {@code System.nanoTime()}, or a loop's last reading of it
     * @param wakeUp called from any thread when a reply has come for which {@link #run} said {@link Interest#REPLY}, or did not
     *     yet: it is to be called again, by its own thread. Once too often does no harm
     */
    public Pump(
            Connection connection,
            Wire wire,
            Service service,
            SocketAddress peer,
            LongSupplier clock,
            Runnable wakeUp) {
        this.connection = connection;
        this.wire = wire;
        this.service = service;
        this.peer = peer;
        this.clock = clock;
        this.wakeUp = wakeUp;
    }

    /**
     * Does what can be done now. Never throws for what a peer or a handler did, save for an {@link OutOfMemoryError} and
     * its like: after that the thread must end, and who owns the process decides what becomes of it.
     */
    public Interest run(IoBuffers ioBuffers) {
        return run(ioBuffers, false);
    }

    /**
     * As {@link #run}, but it does not read: for another thread, while the one that usually runs this pump waits for input
     * and has let go of it.
     */
    public Interest runWithoutReading(IoBuffers ioBuffers) {
        return run(ioBuffers, true);
    }

    private Interest run(IoBuffers ioBuffers, boolean inputIsDry) {
        try {
            return pump(ioBuffers, inputIsDry);
        } catch (ContentException cause) {
            service.observer().contentFailed(peer, cause);
        } catch (IOException cause) {
            lost(cause);
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

    /** A wire that another thread has closed, when the machine said so, is not lost. */
    private void lost(IOException cause) {
        if (!closed) {
            service.observer().connectionLost(peer, cause);
        }
    }

    private Interest pump(IoBuffers ioBuffers, boolean inputIsDry) throws IOException {
        boolean inputMayBeDry = inputIsDry;
        long left = MAX_BYTES_PER_RUN;
        inputLeft = INPUT_OCTETS;
        handlingLeft = HANDLING;
        for (int step = 0;
                step < MAX_STEPS_PER_RUN && left > 0 && inputLeft > 0 && handlingLeft > 0 && !closed;
                step++) {
            applyPendingSignals();
            if (handleNextRequest()) {
                continue;
            }
            if (!connection.output().isEmpty()) {
                long sent = flush(ioBuffers);
                if (sent == WOULD_BLOCK) {
                    return Interest.WRITE;
                }
                left -= sent;
            } else if (closeIfFinished()) {
                return Interest.NONE;
            } else if (pending != null && (wire.isBlocking() || !connection.wantsInput())) {
                return Interest.REPLY;
            } else if (inputMayBeDry) {
                return Interest.READ;
            } else {
                // A read that did not fill its buffer took all there was: the next would be a system call for nothing.
                inputMayBeDry = readInput(ioBuffers.input());
            }
        }
        return closed ? Interest.NONE : Interest.YIELD;
    }

    private void applyPendingSignals() {
        if (drainRequested && !draining) {
            draining = true;
            connection.drain(clock.getAsLong());
        }
        if (timedOut) {
            timedOut = false;
            connection.handleTimeout(clock.getAsLong());
        }
        if (pending != null) {
            pending.take().ifPresent(this::apply);
        }
    }

    /** The reply that was to come later has come. */
    private void apply(PendingReply.CompletedReply outcome) {
        Exchange exchange = pending.exchange();
        pending = null;
        outcome.reply().ifPresent(reply -> answer(exchange, reply, clock.getAsLong()));
        outcome.failure().ifPresent(cause -> fail(exchange, cause));
    }

    /** Hands the next request to the handler; false when there is none. */
    private boolean handleNextRequest() {
        long began = clock.getAsLong();
        Optional<Exchange> next = connection.nextExchange(began);
        if (next.isEmpty()) {
            return false;
        }
        Exchange exchange = next.get();
        Optional<Reply> reply = callHandler(exchange);
        long answered = clock.getAsLong();
        handlingLeft -= answered - began;
        if (reply.isPresent()) {
            answer(exchange, reply.get(), answered);
        }
        return true;
    }

    /** What the handler says; nothing when it failed, however it did, and then that has been answered. */
    private Optional<Reply> callHandler(Exchange exchange) {
        try {
            Reply reply = service.handler().handle(exchange.request());
            return Optional.of(Objects.requireNonNull(reply, "handler returned null"));
        } catch (Throwable cause) {
            fail(exchange, cause);
            return Optional.empty();
        }
    }

    private void answer(Exchange exchange, Reply reply, long now) {
        if (reply instanceof Response) {
            exchange.reply(reply, now);
        } else if (reply instanceof LaterReply later) {
            await(exchange, later);
        } else if (reply instanceof Upload upload) {
            Upload watched = new ObservedUpload(upload, exchange.request(), peer, service.observer());
            exchange.reply(watched, now);
        }
    }

    private void await(Exchange exchange, LaterReply later) {
        pending = new PendingReply(exchange, later, wakeUp, this::onContentFailure);
        try {
            pending.await();
        } catch (Throwable cause) {
            // What its stage may be completed with after all is released.
            pending.release();
            pending = null;
            fail(exchange, cause);
        }
    }

    private void fail(Exchange exchange, Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        service.observer().handlerFailed(peer, exchange.request(), cause);
        exchange.fail(clock.getAsLong());
    }

    /** Sends once; the number of octets, which is 0 when a stream turned out to be over. */
    private long flush(IoBuffers ioBuffers) throws IOException {
        Output output = connection.output();
        long sent;
        if (output.startsWithSlice(SENDFILE_THRESHOLD)) {
            sent = wire.transfer(output.nextSlice());
        } else {
            int count = gather(output, ioBuffers);
            if (count == 0) {
                connection.markSent(0, clock.getAsLong());
                return 0;
            }
            sent = wire.write(ioBuffers.vector(), count);
        }
        if (sent <= 0) {
            return WOULD_BLOCK;
        }
        connection.markSent(sent, clock.getAsLong());
        reportCompleted();
        return sent;
    }

    private static int gather(Output output, IoBuffers ioBuffers) throws ContentException {
        try {
            return output.gather(ioBuffers.output(), ioBuffers.vector(), SENDFILE_THRESHOLD);
        } catch (IOException cause) {
            throw new ContentException(cause);
        }
    }

    /** Reads once; true when there may be no more to read now. */
    private boolean readInput(ByteBuffer input) throws IOException {
        int count = wire.read(input);
        long now = clock.getAsLong();
        if (count > 0) {
            inputLeft -= count;
            boolean dry = input.hasRemaining();
            connection.receive(input.flip(), now);
            return dry;
        }
        if (count < 0) {
            connection.receiveEof(now);
            return false;
        }
        return true;
    }

    /** Half-closes or closes when the machine says so; true when closed. */
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

    /** How many bytes the last run has read. */
    public long bytesRead() {
        return INPUT_OCTETS - inputLeft;
    }

    /** When {@link #markTimedOut} should be called, in the clock's nanoseconds. */
    public long deadline() {
        return connection.deadline();
    }

    /** Whether a request is under way. */
    public boolean isBusy() {
        return connection.isBusy();
    }

    /** The deadline has passed; {@link #run} is to follow. */
    public void markTimedOut() {
        timedOut = true;
    }

    /** Finish what is open and promise no more. From any thread; {@link #run} is to follow, or to be under way. */
    public void drain() {
        drainRequested = true;
    }

    /** Whether something was ordered that is to be done before it waits for input. From any thread. */
    public boolean hasOrders() {
        return drainRequested && !draining;
    }

    /** The end at once; after the end it does nothing. */
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
                releasePending();
                reportCompleted();
            } finally {
                wire.close();
            }
        }
    }

    private void releasePending() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }

    private void reportCompleted() {
        for (Optional<CompletedExchange> next = connection.nextCompletedExchange();
                next.isPresent();
                next = connection.nextCompletedExchange()) {
            service.observer().exchangeCompleted(peer, next.get());
        }
    }
}
