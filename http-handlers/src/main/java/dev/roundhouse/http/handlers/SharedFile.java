package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One version of a file that is opened once for all answers which are being sent of it at the same time, and closed when the
 * last of them is over: many clients that fetch parts of a large file cost one descriptor and one opening. Nothing is held
 * open for somebody who might come.
 */
final class SharedFile {
    private final DocumentRoot root;
    private final Found file;
    private volatile Optional<Opened> opened = Optional.empty();

    SharedFile(DocumentRoot root, Found file) {
        this.root = root;
        this.file = file;
    }

    /** The file, and how many use it. */
    private static final class Opened {
        private final FileContent content;
        private final AtomicInteger users = new AtomicInteger(1);

        private Opened(FileContent content) {
            this.content = content;
        }

        /** Counts one user more, unless the last one has left. */
        private boolean enter() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        private void leave() {
            if (users.decrementAndGet() == 0) {
                content.close();
            }
        }
    }

    /** What one user closes. Positions are told with every call, so that users do not disturb each other. */
    private record Use(Opened opened) implements Content {
        @Override
        public long length() throws IOException {
            return opened.content.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return opened.content.read(position, target);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return opened.content.transferTo(position, count, target);
        }

        @Override
        public void close() {
            opened.leave();
        }
    }

    /**
     * The content for one more user.
     *
     * @return nothing when the file is no longer as it was
     * @throws IOException when it cannot be opened for a reason that may pass
     */
    Optional<Content> use() throws IOException {
        Optional<Opened> known = opened;
        if (known.isPresent() && known.get().enter()) {
            Content use = new Use(known.get());
            if (root.isUnchanged(file)) {
                return Optional.of(use);
            }
            use.close();
            return Optional.empty();
        }
        // Two who come at once open it twice; one of the two is shared from then on.
        Optional<Opened> own = root.openUnchanged(file).map(Opened::new);
        opened = own;
        return own.map(Use::new);
    }
}
