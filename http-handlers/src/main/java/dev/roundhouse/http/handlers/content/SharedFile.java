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
 * One version of a file that is opened once for all answers which are being sent of it at the same time, and for those that
 * follow within a moment: many clients that fetch parts of a large file cost one descriptor and one opening.
 *
 * <p>That is so for each of the few threads that came first, as those of selector loops: two threads that read by the same
 * channel wait for each other before and after every system call, since Java notes under a lock who is using it. Half of the
 * requests for parts of a file paid for that with a {@code futex}. Further threads share what those have open.
 */
public final class SharedFile {
    /** More cost descriptors, and make waiting hardly rarer. */
    static final int LANES = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final long NOBODY = 0;

    private final DocumentRoot root;
    private final RegularFile file;
    private final boolean strict;
    private final OpenFileCache openFiles;
    private final Lane[] lanes = Stream.generate(Lane::new).limit(LANES).toArray(Lane[]::new);

    /** What is open for one thread, and for those that have none of their own. */
    private static final class Lane {
        private final AtomicLong owner = new AtomicLong(NOBODY);
        private volatile Optional<ReferenceCountedContent> opened = Optional.empty();
    }

    /**
     * A file that is not open yet.
     *
     * @param strict whether the change time is compared before each answer, too, which takes somewhat longer: no answer
     *     shall combine the hash of one content with a part of another
     * @param openFileCache keeps it open between answers
     */
    public SharedFile(DocumentRoot root, RegularFile file, boolean strict, OpenFileCache openFileCache) {
        this.root = root;
        this.file = file;
        this.strict = strict;
        this.openFiles = openFileCache;
    }

    /**
     * The content for one more user. The name was looked at, whether the file is open or not: what was replaced is not sent
     * to anybody from then on.
     *
     * @return nothing when the file is no longer as it was
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
        // Two who come at once open it twice; one of the two is shared from then on.
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
            if (owner == thread || (owner == NOBODY && lane.owner.compareAndSet(NOBODY, thread))) {
                return lane;
            }
        }
        return lanes[(int) (thread % lanes.length)];
    }
}
