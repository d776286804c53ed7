package dev.roundhouse.http.handlers.files;

import java.nio.file.Path;

/** What a path leads to, below a {@link DocumentRoot}. */
public sealed interface Resource {
    /** There is no file of this name. */
    Missing MISSING = new Missing(MissingReason.NO_SUCH_NAME);

    /** What it is, in one or two words. */
    String description();

    /**
     * A regular file, not open yet.
     *
     * @param root the real path of the root it was found in
     * @param path its real path, free of symbolic links when it was looked at
     * @param metadata at the time of the lookup
     */
    record RegularFile(Path root, Path path, FileMetadata metadata) implements Resource {
        @Override
        public String description() {
            return "file";
        }
    }

    /**
     * A directory.
     *
     * @param path its real path, free of symbolic links when it was looked at
     */
    record Directory(Path path) implements Resource {
        @Override
        public String description() {
            return "directory";
        }
    }

    /**
     * There is nothing, or nothing that may be seen: a client cannot distinguish the two. RFC 9110 §15.5.5
     *
     * @param reason why, for the operator
     */
    record Missing(MissingReason reason) implements Resource {
        @Override
        public String description() {
            return reason.kind();
        }
    }
}
