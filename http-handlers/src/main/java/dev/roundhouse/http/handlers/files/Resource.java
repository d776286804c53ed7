package dev.roundhouse.http.handlers.files;

import java.nio.file.Path;

/** What a path leads to, below a {@link DocumentRoot}. */
public sealed interface Resource {
    /** Nothing is there. */
    Missing MISSING = new Missing(MissingReason.NO_SUCH_NAME);

    /** What it is, as one word for people. */
    String description();

    /**
     * A regular file, not open yet.
     *
     * @param root the real path of what it was found below
     * @param path its real path, free of symbolic links when it was looked at
     * @param metadata as they were then
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
     * Nothing is there, or nothing that may be seen: which of the two is not told to a client. RFC 9110 §15.5.5
     *
     * @param reason which of the two it is, for whoever runs the site
     */
    record Missing(MissingReason reason) implements Resource {
        @Override
        public String description() {
            return reason.kind();
        }
    }
}
