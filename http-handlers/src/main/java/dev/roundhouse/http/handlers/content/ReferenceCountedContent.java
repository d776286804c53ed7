package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.files.FileContent;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Content of an open file with a reference count: the file is closed when the last reference is released. */
final class ReferenceCountedContent {
    private final FileContent content;
    private final AtomicInteger refCount = new AtomicInteger(1);
    private volatile boolean wasUsed = true;

    /** Content with one reference. */
    ReferenceCountedContent(FileContent content) {
        this.content = content;
    }

    /** Adds a reference, unless the last one was released. */
    boolean retain() {
        if (!wasUsed) {
            wasUsed = true;
        }
        return refCount.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Releases a reference. */
    void release() {
        if (refCount.decrementAndGet() == 0) {
            content.close();
        }
    }

    /** Whether a reference was added since the last call. */
    boolean testAndClearUsed() {
        boolean used = wasUsed;
        wasUsed = false;
        return used;
    }

    /** The content for the owner of one reference, who closes it to release the reference. */
    Content reference() {
        return new ContentReference(this);
    }

    /** Every call has a position, so that users of one file do not affect each other. */
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
