package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes new connections and deals them out to the loops in turn. Lives on the first loop. */
final class Acceptor implements Selectable {
    /** So many are taken before the loop's connections have their turn. */
    private static final int MAX_ACCEPTS_PER_TURN = 64;

    /** After an accept that failed, as it does without descriptors: time for some to be given back. */
    private static final long ACCEPT_BACKOFF = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel server;
    private final List<EventLoop> loops;
    private final ConnectionLimiter limiter;
    private final TransportObserver observer;
    private int next;

    Acceptor(
            ServerSocketChannel server,
            List<EventLoop> loops,
            ConnectionLimiter connectionLimiter,
            TransportObserver transportObserver) {
        this.server = server;
        this.loops = loops;
        this.limiter = connectionLimiter;
        this.observer = transportObserver;
    }

    void register() throws IOException {
        loops.get(0).register(server, SelectionKey.OP_ACCEPT, this);
    }

    @Override
    public void onReady(SelectionKey key, EventLoop loop) {
        try {
            for (int taken = 0; taken < MAX_ACCEPTS_PER_TURN; taken++) {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                admit(channel, loop);
            }
        } catch (IOException failed) {
            observer.acceptFailed(failed);
            key.interestOps(0);
            loop.schedule(ACCEPT_BACKOFF, () -> resume(key));
        }
    }

    /** What is wrong with one connection is its own end, and no reason to pause. */
    private void admit(SocketChannel channel, EventLoop loop) {
        try {
            Optional<Permit> place = limiter.acquire(channel);
            if (place.isPresent()) {
                nextLoop().addConnection(channel, place.get(), loop);
            }
        } catch (IOException bad) {
            observer.acceptFailed(bad);
            close(channel);
        }
    }

    /** In turn; a loop that has died is passed over. One is alive: the one that this runs on. */
    private EventLoop nextLoop() {
        EventLoop chosen;
        do {
            chosen = loops.get(next);
            next = (next + 1) % loops.size();
        } while (!chosen.isAlive());
        return chosen;
    }

    private static void resume(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Stops accepting; returns when no further connection will come, or then. */
    void stop(long end) {
        loops.get(0).executeAndWait(this::close, end);
    }

    private void close() {
        close(server);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // Closed all the same.
        }
    }
}
