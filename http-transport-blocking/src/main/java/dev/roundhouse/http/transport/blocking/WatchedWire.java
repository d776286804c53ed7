package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.transport.Admission.Place;
import dev.roundhouse.http.transport.PlainWire;
import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A blocking wire that says, before it waits, how long it may, for the eyes of the {@link Watchdog}. A timed read would cost
 * four more system calls each; this costs two stores without a fence.
 */
final class WatchedWire implements Wire {
    private final SocketChannel channel;
    private final PlainWire wire;
    private final Connection connection;
    private final Stride stride = new Stride();

    private final AtomicLong readDeadline = new AtomicLong(Connection.NEVER);
    private final AtomicLong idleDeadline = new AtomicLong(Connection.NEVER);
    private final AtomicLong writeDeadline = new AtomicLong(Connection.NEVER);

    WatchedWire(SocketChannel channel, Place place, Connection connection) throws IOException {
        this.channel = channel;
        this.wire = new PlainWire(channel, place);
        this.connection = connection;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        AtomicLong deadline = connection.isBusy() ? readDeadline : idleDeadline;
        deadline.lazySet(connection.deadline());
        try {
            return wire.read(into);
        } finally {
            deadline.lazySet(Connection.NEVER);
        }
    }

    @Override
    public long write(ByteBuffer[] vector, int count) throws IOException {
        stride.shorten(vector, count);
        long began = beginHandingOver();
        try {
            return handedOver(wire.write(vector, count), began);
        } finally {
            writeDeadline.lazySet(Connection.NEVER);
        }
    }

    @Override
    public long send(Body.Slice slice) throws IOException {
        long length = Math.min(slice.length(), stride.octets());
        long began = beginHandingOver();
        try {
            return handedOver(wire.send(new Body.Slice(slice.content(), slice.position(), length)), began);
        } finally {
            writeDeadline.lazySet(Connection.NEVER);
        }
    }

    private long beginHandingOver() {
        writeDeadline.lazySet(connection.deadline());
        return System.nanoTime();
    }

    private long handedOver(long count, long began) {
        stride.took(count, System.nanoTime() - began);
        return count;
    }

    @Override
    public boolean isBlocking() {
        return wire.isBlocking();
    }

    @Override
    public void halfClose() throws IOException {
        wire.halfClose();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Ends a wait that is over. From any thread. */
    void wakeIfLate(long now) {
        if (writeDeadline.get() <= now) {
            cut();
        } else if (readDeadline.get() <= now || idleDeadline.get() <= now) {
            endInput();
        }
    }

    /** Ends the wait for a request that has not begun; false when there was none. From any thread. */
    boolean wakeIfIdle() {
        boolean idle = idleDeadline.get() != Connection.NEVER;
        if (idle) {
            endInput();
        }
        return idle;
    }

    /**
     * The end at once. From any thread. Closing alone would not wake a thread in sendfile on JDK 17: there the socket does
     * not know of it, and the system lets it sleep on. Shutting the socket down wakes it.
     */
    void cut() {
        try {
            channel.shutdownOutput();
        } catch (IOException gone) {
            // Then nobody sleeps in it.
        }
        close();
    }

    /** The reader sees the end of input, and can still write an answer. */
    private void endInput() {
        try {
            channel.shutdownInput();
        } catch (IOException gone) {
            close();
        }
    }
}
