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
 * A blocking wire that says, before it waits, how long it may, for the eyes of the {@link Watchdog}. A timed read would cost
 * four more system calls each; this costs two stores without a fence, and a lock that is hardly ever contended.
 *
 * <p>Who holds the lock uses the connection. Its thread lets go of it while it waits for input, so that another one can end
 * that wait, say why, and half-close: what still comes is read over then by the thread that waits. There is no other way to
 * do so: a read that is woken by shutting the input down cannot be begun again, and a socket whose input is shut down
 * answers further bytes with a reset, by which the peer loses what it was told last.
 */
final class WatchedWire implements Wire {
    private final SocketChannel channel;
    private final PlainWire wire;
    private final Connection connection;
    private final BooleanSupplier hasOrders;
    private final ReentrantLock lock = new ReentrantLock();
    private final WriteQuota writeQuota = new WriteQuota();

    private final AtomicLong readDeadline = new AtomicLong(Connection.NO_DEADLINE);
    private final AtomicLong idleDeadline = new AtomicLong(Connection.NO_DEADLINE);
    private final AtomicLong writeDeadline = new AtomicLong(Connection.NO_DEADLINE);

    /** @param hasOrders asked before each wait for input, without the lock: if so, there is none */
    WatchedWire(SocketChannel channel, Permit permit, Connection connection, BooleanSupplier hasOrders)
            throws IOException {
        this.channel = channel;
        this.wire = new PlainWire(channel, permit);
        this.connection = connection;
        this.hasOrders = hasOrders;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        showReadDeadline();
        lock.unlock();
        try {
            // Whoever has an order first leaves it, and then tries to take the lock: one of us sees to it.
            return hasOrders.getAsBoolean() ? 0 : wire.read(into);
        } finally {
            lock.lock();
            readDeadline.lazySet(Connection.NO_DEADLINE);
            idleDeadline.lazySet(Connection.NO_DEADLINE);
        }
    }

    /** How long the thread that reads may go on waiting. Of the holder of the lock. */
    void showReadDeadline() {
        long deadline = connection.deadline();
        boolean busy = connection.isBusy();
        readDeadline.lazySet(busy ? deadline : Connection.NO_DEADLINE);
        idleDeadline.lazySet(busy ? Connection.NO_DEADLINE : deadline);
    }

    void lock() {
        lock.lock();
    }

    /** False when the connection is in use, and does not just wait for input. */
    boolean tryLock() {
        return lock.tryLock();
    }

    void unlock() {
        lock.unlock();
    }

    @Override
    public long write(ByteBuffer[] vector, int count) throws IOException {
        writeQuota.limit(vector, count);
        long began = beginWrite();
        try {
            return endWrite(wire.write(vector, count), began);
        } finally {
            writeDeadline.lazySet(Connection.NO_DEADLINE);
        }
    }

    @Override
    public long transfer(Body.Slice slice) throws IOException {
        long length = Math.min(slice.length(), writeQuota.bytes());
        long began = beginWrite();
        try {
            return endWrite(wire.transfer(new Body.Slice(slice.content(), slice.position(), length)), began);
        } finally {
            writeDeadline.lazySet(Connection.NO_DEADLINE);
        }
    }

    private long beginWrite() {
        writeDeadline.lazySet(connection.deadline());
        return System.nanoTime();
    }

    private long endWrite(long count, long began) {
        writeQuota.record(count, System.nanoTime() - began);
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
    public void close() {
        wire.close();
    }

    /** Whether the peer takes too long to read. From any thread. */
    boolean isWriteLate(long now) {
        return writeDeadline.get() <= now;
    }

    /** Whether a request, of which a part has come, takes too long. From any thread. */
    boolean isReadLate(long now) {
        return readDeadline.get() <= now;
    }

    /** Whether nothing has come for too long. From any thread. */
    boolean isIdleTooLong(long now) {
        return idleDeadline.get() <= now;
    }

    /**
     * The end at once. From any thread. Closing alone would not wake a thread in sendfile on JDK 17: there the socket does
     * not know of it, and the system lets it sleep on. Shutting the socket down wakes it.
     */
    void abort() {
        try {
            channel.shutdownOutput();
        } catch (IOException gone) {
            // Then nobody sleeps in it.
        }
        close();
    }
}
