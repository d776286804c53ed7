package dev.roundhouse.http.app;

import dev.roundhouse.http.connection.Served;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.Observer;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what went wrong. What a peer sent was checked octet by octet before it became a request, so a target holds no control
 * character and forges no line.
 */
final class ServerLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roundhouse.http");
    private static final long TOLD_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong nextTold = new AtomicLong(System.nanoTime());

    @Override
    public void served(SocketAddress peer, Served served) {
        if (!served.refusal().isEmpty()) {
            LOG.debug("{} was refused: {}, {}", peer, served.refusal(), served.status());
        }
    }

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        LOG.error("no answer could be made for {} to {} {}", peer, request.method(), request.target(), cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        LOG.warn("a response to {} was cut: {}", peer, cause.getMessage());
    }

    @Override
    public void connectionLost(SocketAddress peer, IOException cause) {
        LOG.debug("{} is gone: {}", peer, cause.getMessage());
    }

    /** Told at once, and again when a minute has passed: a flood of clients shall not be a flood of lines. */
    @Override
    public void connectionRefused(SocketAddress peer) {
        refused.incrementAndGet();
        long now = System.nanoTime();
        long due = nextTold.get();
        if (now - due >= 0 && nextTold.compareAndSet(due, now + TOLD_EVERY)) {
            LOG.warn(
                    "{} connections were refused, there are too many; --max-connections is the limit",
                    refused.getAndSet(0));
        }
        LOG.debug("{} was refused, there are too many connections", peer);
    }

    @Override
    public void acceptFailed(IOException cause) {
        LOG.warn("a connection could not be accepted: {}", cause.getMessage());
    }
}
