package dev.roundhouse.http.testing;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Limits the time of blocking operations of channels, by closing the channel: this works for a channel of any kind. */
final class ChannelTimeout {
    private static final ScheduledThreadPoolExecutor TIMER = newTimer();

    private ChannelTimeout() {}

    /** A read or a write. */
    @FunctionalInterface
    interface ChannelOperation {
        int run() throws IOException;
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "channel-timeout");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Runs an operation.
     *
     * @param action what it does, for the message: {@code receive bytes}
     * @throws SocketTimeoutException if it takes longer than the timeout; the channel is closed then
     */
    static int call(ClientChannel channel, Duration timeout, String action, ChannelOperation operation)
            throws IOException {
        AtomicBoolean expired = new AtomicBoolean();
        ScheduledFuture<?> expiry =
                TIMER.schedule(() -> expire(channel, expired), timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return operation.run();
        } catch (IOException failed) {
            if (expired.get()) {
                SocketTimeoutException timedOut =
                        new SocketTimeoutException("could not " + action + " within " + timeout);
                timedOut.initCause(failed);
                throw timedOut;
            }
            throw failed;
        } finally {
            expiry.cancel(false);
        }
    }

    private static void expire(ClientChannel channel, AtomicBoolean expired) {
        expired.set(true);
        try {
            channel.close();
        } catch (IOException ignored) {
            // The blocked operation ends in any case.
        }
    }
}
