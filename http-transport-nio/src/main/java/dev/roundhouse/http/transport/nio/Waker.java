package dev.roundhouse.http.transport.nio;

import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes up one connection of an event loop. Any thread may do so, at any rate: the connection is queued at most once until it
 * runs, so the queue of a loop is never longer than the number of its connections. The value is whether it is queued.
 */
final class Waker extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1;

    private final transient SocketChannel channel;
    private final transient EventLoop loop;

    Waker(SocketChannel channel, EventLoop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** Wakes up the connection, unless it is to run in any case. */
    @Override
    public void run() {
        if (!getAndSet(true)) {
            loop.wakeUp(this);
        }
    }

    /**
     * Returns the channel of the connection, which runs now. What other threads did before they called {@link #run} is visible
     * afterwards, also if they found the connection queued.
     */
    SocketChannel take() {
        getAndSet(false);
        return channel;
    }
}
