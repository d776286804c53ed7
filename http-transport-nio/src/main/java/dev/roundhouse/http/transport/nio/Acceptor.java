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

/** Accepts connections and distributes them to the loops round robin. Runs on the first loop. */
final class Acceptor implements Selectable {
    /** Maximum number of connections that are accepted before the loop serves its own connections. */
    private static final int MAX_ACCEPTS_PER_RUN = 64;

    /** Pause after a failed accept, so that descriptors can be released. */
    private static final long ACCEPT_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

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
            for (int accepted = 0; accepted < MAX_ACCEPTS_PER_RUN; accepted++) {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                admit(channel, loop);
            }
        } catch (IOException failed) {
            observer.acceptFailed(failed);
            key.interestOps(0);
            loop.schedule(ACCEPT_BACKOFF_NANOS, () -> resume(key));
        }
    }

    /** A failure of one connection closes that connection only, and is no reason to pause. */
    private void admit(SocketChannel channel, EventLoop loop) {
        try {
            Optional<Permit> permit = limiter.acquire(channel);
            if (permit.isPresent()) {
                nextLoop().addConnection(channel, permit.get(), loop);
            }
        } catch (IOException failed) {
            observer.acceptFailed(failed);
            close(channel);
        }
    }

    /** Round robin; loops that have ended are skipped. At least one is alive: the one that runs this. */
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

    /** Stops accepting; returns when no further connection is accepted, or at the given time. */
    void stop(long endNanos) {
        loops.get(0).executeAndWait(this::close, endNanos);
    }

    private void close() {
        close(server);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException ignored) {
            // Closed in any case.
        }
    }
}
