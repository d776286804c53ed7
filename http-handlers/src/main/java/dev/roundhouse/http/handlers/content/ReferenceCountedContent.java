package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.files.FileContent;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** The content of an open file for all who use it at the same time; closed when the last of them has left. */
final class ReferenceCountedContent {
    private final FileContent content;
    private final AtomicInteger refCount = new AtomicInteger(1);
    private volatile boolean wasUsed = true;

    /** A content with one user. */
    ReferenceCountedContent(FileContent content) {
        this.content = content;
    }

    /** Counts one user more, unless the last one has left. */
    boolean retain() {
        if (!wasUsed) {
            wasUsed = true;
        }
        return refCount.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Counts one user less. */
    void release() {
        if (refCount.decrementAndGet() == 0) {
            content.close();
        }
    }

    /** Whether somebody entered since this was asked before. */
    boolean testAndClearUsed() {
        boolean somebody = wasUsed;
        wasUsed = false;
        return somebody;
    }

    /** What one user who has entered reads, and closes to leave. */
    Content reference() {
        return new ContentReference(this);
    }

    /** Positions are told with every call, so that users do not disturb each other. */
    private record ContentReference(ReferenceCountedContent shared) implements Content {
        @Override
        public long length() throws IOException {
            return shared.content.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return shared.content.read(position, target);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return shared.content.transferTo(position, count, target);
        }

        @Override
        public void close() {
            shared.release();
        }
    }
}
