package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Records failures in order. */
public final class RecordingObserver implements TransportObserver {
    /** Longer than any wait of a test that passes. */
    private static final long TIMEOUT_SECONDS = 20;

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    /** Creates an observer that has recorded nothing. */
    public RecordingObserver() {}

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        failures.add(cause);
    }

    @Override
    public void acceptFailed(IOException cause) {
        failures.add(cause);
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        failures.add(cause);
    }

    /** Waits for the next failure. */
    public Throwable nextFailure() throws InterruptedException {
        Throwable failure = failures.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("expected within " + TIMEOUT_SECONDS
                    + " s: a call of handlerFailed, acceptFailed or contentFailed");
        }
        return failure;
    }

    /** Removes the recorded failures. */
    void clear() {
        failures.clear();
    }

    /** Whether there is no further failure. */
    public boolean isEmpty() {
        return failures.isEmpty();
    }
}
