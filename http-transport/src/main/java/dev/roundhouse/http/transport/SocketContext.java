package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The context of a connection that a transport has accepted: its addresses, its observer, and how it is woken up. */
public final class SocketContext implements ConnectionContext {
    private static final int RADIX = 36;

    /** Chosen at random, so that ids of different processes differ. */
    private static final String PROCESS =
            Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), RADIX);

    private static final AtomicLong CONNECTIONS = new AtomicLong();

    private final ConnectionInfo info;
    private final TransportObserver observer;
    private final Runnable wakeUp;
    private final Executor computations;

    /**
     * The context of a connection that has just been accepted.
     *
     * @param remote the address of the peer
     * @param local the address at which it was accepted
     * @param observer is informed about failed handlers
     * @param wakeUp called by any thread when {@link Pump#run} has something to do although nothing was received. Then
     *     {@code run} must be called, by the thread of the connection. It may be called more often than needed, and when the
     *     connection is closed
     */
    public SocketContext(SocketAddress remote, SocketAddress local, TransportObserver observer, Runnable wakeUp) {
        this(remote, local, observer, wakeUp, Runnable::run);
    }

    private SocketContext(
            SocketAddress remote,
            SocketAddress local,
            TransportObserver observer,
            Runnable wakeUp,
            Executor computations) {
        this.info = new ConnectionInfo(PROCESS, CONNECTIONS.incrementAndGet(), "http", remote, local);
        this.observer = observer;
        this.wakeUp = wakeUp;
        this.computations = computations;
    }

    /** The context of the connection of a channel. */
    public static SocketContext of(SocketChannel channel, TransportObserver observer, Runnable wakeUp)
            throws IOException {
        return new SocketContext(channel.getRemoteAddress(), channel.getLocalAddress(), observer, wakeUp);
    }

    /**
     * The context of the connection of a channel, for a transport that limits {@linkplain #compute computations}.
     *
     * @param computations runs each in the calling thread
     */
    public static SocketContext of(
            SocketChannel channel, TransportObserver observer, Runnable wakeUp, Executor computations)
            throws IOException {
        return new SocketContext(channel.getRemoteAddress(), channel.getLocalAddress(), observer, wakeUp, computations);
    }

    @Override
    public void compute(Runnable computation) {
        computations.execute(computation);
    }

    @Override
    public ConnectionInfo info() {
        return info;
    }

    @Override
    public void wakeUp() {
        wakeUp.run();
    }

    @Override
    public void handlerFailed(Request request, Throwable cause) {
        observer.handlerFailed(info.remoteAddress(), request, cause);
    }

    @Override
    public void contentFailed(Throwable cause) {
        observer.contentFailed(info.remoteAddress(), new ContentException(cause));
    }

    @Override
    public void protocolError(int streamId, String rule, String message) {
        observer.protocolError(info.remoteAddress(), streamId, rule, message);
    }
}
