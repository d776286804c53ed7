package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.message.Content;
import java.io.IOException;
import java.util.Optional;

/**
 * One version of a file that is opened once for all answers which are being sent of it at the same time, and for those that
 * follow within a moment: many clients that fetch parts of a large file cost one descriptor and one opening.
 */
final class SharedFile {
    private final DocumentRoot root;
    private final Found file;
    private final OpenFiles openFiles;
    private volatile Optional<SharedContent> opened = Optional.empty();

    /** @param openFiles keeps it open between answers */
    SharedFile(DocumentRoot root, Found file, OpenFiles openFiles) {
        this.root = root;
        this.file = file;
        this.openFiles = openFiles;
    }

    /**
     * The content for one more user. The name was looked at, whether the file is open or not: what was replaced is not sent
     * to anybody from then on.
     *
     * @return nothing when the file is no longer as it was
     * @throws IOException when it cannot be opened for a reason that may pass
     */
    Optional<Content> use() throws IOException {
        Optional<SharedContent> known = opened;
        if (known.isPresent() && known.get().enter()) {
            Content use = known.get().use();
            if (root.isUnchanged(file)) {
                return Optional.of(use);
            }
            use.close();
            return Optional.empty();
        }
        // Two who come at once open it twice; one of the two is shared from then on.
        Optional<SharedContent> own = root.openUnchanged(file).map(SharedContent::new);
        own.ifPresent(openFiles::keep);
        opened = own;
        return own.map(SharedContent::use);
    }
}
