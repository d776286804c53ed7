package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what it is told of failures, in order. */
final class RecordingObserver implements TransportObserver {
    /** Nothing takes so long in a test that passes. */
    private static final long TIMEOUT_SECONDS = 20;

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        failures.add(cause);
    }

    /** The next failure, as soon as there is one. */
    Throwable nextFailure() throws InterruptedException {
        Throwable failure = failures.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("nobody told of a failure");
        }
        return failure;
    }

    /** Whether all that it was told has been taken. */
    boolean isEmpty() {
        return failures.isEmpty();
    }
}
