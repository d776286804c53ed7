package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Content;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Content in memory; counts how often it is closed. */
final class CountedBytes implements Content {
    private static final int LENGTH = 100;
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);

    private final AtomicInteger closes = new AtomicInteger();

    @Override
    public long length() {
        return LENGTH;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), LENGTH - position);
        target.put(new byte[count]);
        return count == 0 ? -1 : count;
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }

    int closes() {
        return closes.get();
    }

    void awaitClosed() throws InterruptedException {
        long endNanos = System.nanoTime() + TIMEOUT;
        while (closes.get() == 0 && System.nanoTime() - endNanos < 0) {
            Thread.sleep(1);
        }
    }
}
