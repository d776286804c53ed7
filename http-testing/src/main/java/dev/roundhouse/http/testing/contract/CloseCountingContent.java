package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The content of a file; counts how often it is closed. */
final class CloseCountingContent implements Content {
    private final FileChannel channel;
    private final AtomicInteger closeCount = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    CloseCountingContent(Path file) throws IOException {
        this.channel = FileChannel.open(file);
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        return channel.read(target, position);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    @Override
    public void close() {
        closeCount.incrementAndGet();
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            closed.countDown();
        }
    }

    boolean awaitClosed() throws InterruptedException {
        return closed.await(20, TimeUnit.SECONDS);
    }

    int closeCount() {
        return closeCount.get();
    }
}
