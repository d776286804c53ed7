package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.PlainWire;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A blocking wire that publishes the deadline of each call before the call blocks; the {@link Watchdog} reads it. A timed read
 * would cost four more system calls; this costs two stores without a fence, and a lock that is rarely contended.
 *
 * <p>The holder of the lock uses the connection. Its thread releases the lock while it reads, so that another thread can send
 * a response and half-close the connection; further input is then discarded by the thread that reads. There is no other way:
 * a read that was woken by shutting down the input cannot be repeated, and a socket whose input is shut down responds to
 * further bytes with a reset, so that the peer may lose the response.
 */
final class WatchedWire implements Wire {
    private final SocketChannel channel;
    private final PlainWire wire;
    private final Connection connection;
    private final BooleanSupplier hasPendingSignals;
    private final ReentrantLock lock = new ReentrantLock();
    private final WriteQuota writeQuota = new WriteQuota();

    private final AtomicLong readDeadlineNanos = new AtomicLong(Connection.NO_DEADLINE);
    private final AtomicLong idleDeadlineNanos = new AtomicLong(Connection.NO_DEADLINE);
    private final AtomicLong writeDeadlineNanos = new AtomicLong(Connection.NO_DEADLINE);

    /** @param hasPendingSignals called before each read, without the lock; if true, the read returns 0 at once */
    WatchedWire(SocketChannel channel, Permit permit, Connection connection, BooleanSupplier hasPendingSignals)
            throws IOException {
        this.channel = channel;
        this.wire = new PlainWire(channel, permit);
        this.connection = connection;
        this.hasPendingSignals = hasPendingSignals;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        publishReadDeadline();
        lock.unlock();
        try {
            // Another thread first sets its signal, and then tries to acquire the lock: one of the two handles it.
            return hasPendingSignals.getAsBoolean() ? 0 : wire.read(into);
        } finally {
            lock.lock();
            readDeadlineNanos.lazySet(Connection.NO_DEADLINE);
            idleDeadlineNanos.lazySet(Connection.NO_DEADLINE);
        }
    }

    @Override
    public boolean isReadable() throws IOException {
        return wire.isReadable();
    }

    /** Publishes until when the thread that reads may block. Called by the holder of the lock. */
    void publishReadDeadline() {
        long deadlineNanos = connection.deadline();
        boolean mayWrite = connection.isBusy() || !connection.endsSilently();
        readDeadlineNanos.lazySet(mayWrite ? deadlineNanos : Connection.NO_DEADLINE);
        idleDeadlineNanos.lazySet(mayWrite ? Connection.NO_DEADLINE : deadlineNanos);
    }

    /** Whether the connection has nothing to send when it is drained while its thread waits for input. */
    boolean endsSilently() {
        if (!tryLock()) {
            // Its own thread uses it, and drains it.
            return true;
        }
        try {
            return connection.endsSilently();
        } finally {
            unlock();
        }
    }

    void lock() {
        lock.lock();
    }

    /** Returns false if the connection is in use, also by the current thread, and does not wait for input. */
    boolean tryLock() {
        return !lock.isHeldByCurrentThread() && lock.tryLock();
    }

    void unlock() {
        lock.unlock();
    }

    @Override
    public long write(ByteBuffer[] vector, int count) throws IOException {
        writeQuota.limit(vector, count);
        long startNanos = beginWrite();
        try {
            return endWrite(wire.write(vector, count), startNanos);
        } finally {
            writeDeadlineNanos.lazySet(Connection.NO_DEADLINE);
        }
    }

    @Override
    public long transfer(Body.Slice slice) throws IOException {
        long length = Math.min(slice.length(), writeQuota.bytes());
        long startNanos = beginWrite();
        try {
            return endWrite(wire.transfer(new Body.Slice(slice.content(), slice.position(), length)), startNanos);
        } finally {
            writeDeadlineNanos.lazySet(Connection.NO_DEADLINE);
        }
    }

    private long beginWrite() {
        writeDeadlineNanos.lazySet(connection.writeDeadline());
        return System.nanoTime();
    }

    private long endWrite(long count, long startNanos) {
        writeQuota.record(count, System.nanoTime() - startNanos);
        return count;
    }

    @Override
    public boolean isBlocking() {
        return wire.isBlocking();
    }

    @Override
    public void shutdownOutput() throws IOException {
        wire.shutdownOutput();
    }

    @Override
    public void resetOnClose() {
        wire.resetOnClose();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Whether a write has exceeded its timeout. May be called from any thread. */
    boolean isWriteDue(long nowNanos) {
        return writeDeadlineNanos.get() <= nowNanos;
    }

    /** Whether a timeout has passed after which something is sent, as 408. May be called from any thread. */
    boolean isReadDue(long nowNanos) {
        return readDeadlineNanos.get() <= nowNanos;
    }

    /** Whether the connection has exceeded its idle timeout. May be called from any thread. */
    boolean isIdleDue(long nowNanos) {
        return idleDeadlineNanos.get() <= nowNanos;
    }

    /**
     * Closes the connection at once. May be called from any thread. On JDK 17, closing alone does not wake a thread in
     * sendfile, because the channel does not record that thread; shutting the output down does.
     */
    void abort() {
        try {
            channel.shutdownOutput();
        } catch (IOException disconnected) {
            // Then no thread blocks in sendfile.
        }
        close();
    }
}
