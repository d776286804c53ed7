package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.FileContent;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One version of a file, opened once for all responses that send it at the same time or soon after: many clients that fetch parts
 * of a large file need one descriptor and one {@code open}.
 *
 * <p>Each of the first few threads, such as those of event loops, has a channel of its own. A {@code FileChannel} registers its
 * users under a lock, so threads that share one contend: half of the requests for parts of a file cost a {@code futex} call.
 * Further threads share the channels of the first ones.
 */
public final class SharedFile {
    /** More would need more descriptors and hardly reduce contention. */
    static final int LANES = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final long NO_THREAD = 0;

    private final DocumentRoot root;
    private final RegularFile file;
    private final boolean strict;
    private final OpenFileCache openFiles;
    private final Lane[] lanes = Stream.generate(Lane::new).limit(LANES).toArray(Lane[]::new);

    /** The channel of one thread, and of threads without a lane of their own. */
    private static final class Lane {
        private final AtomicLong owner = new AtomicLong(NO_THREAD);
        private volatile Optional<ReferenceCountedContent> opened = Optional.empty();
    }

    /**
     * A file that is not open yet.
     *
     * @param strict whether the change time is compared as well before each response, which takes longer: for files whose entity
     *     tag is a hash, so that no response has the hash of one content and a part of another
     * @param openFileCache keeps the file open between responses
     */
    SharedFile(DocumentRoot root, RegularFile file, boolean strict, OpenFileCache openFileCache) {
        this.root = root;
        this.file = file;
        this.strict = strict;
        this.openFiles = openFileCache;
    }

    /**
     * The content for one response. The path is checked even if the file is open: a file that was replaced is not sent any more.
     *
     * @return nothing when the file was changed since it was found
     * @throws IOException when it cannot be opened for a reason that may pass
     */
    public Optional<Content> acquire() throws IOException {
        Lane lane = lane();
        Optional<ReferenceCountedContent> cached = lane.opened;
        if (cached.isPresent() && cached.get().retain()) {
            Content use = cached.get().reference();
            if (isUnchanged()) {
                return Optional.of(use);
            }
            use.close();
            return Optional.empty();
        }
        // Two threads may open it at the same time; one of the two channels is shared from then on.
        Optional<ReferenceCountedContent> own = open();
        own.ifPresent(openFiles::retain);
        lane.opened = own;
        return own.map(ReferenceCountedContent::reference);
    }

    private Optional<ReferenceCountedContent> open() throws IOException {
        Optional<FileContent> content = root.openIfUnchanged(file);
        if (content.isPresent() && strict && !isUnchanged()) {
            content.get().close();
            return Optional.empty();
        }
        return content.map(ReferenceCountedContent::new);
    }

    private boolean isUnchanged() {
        return strict ? root.isUnchanged(file) : root.isSame(file);
    }

    private Lane lane() {
        long thread = Thread.currentThread().getId();
        for (Lane lane : lanes) {
            long owner = lane.owner.get();
            if (owner == thread || (owner == NO_THREAD && lane.owner.compareAndSet(NO_THREAD, thread))) {
                return lane;
            }
        }
        return lanes[(int) (thread % lanes.length)];
    }
}
