package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * A file or directory could not be opened because no file descriptor was left. The cause is not the file: the same
 * request may succeed later. This is not a {@link FileSystemException}, since that is caught where a name may be
 * missing.
 */
public final class TooManyOpenFilesException extends IOException {
    private static final long serialVersionUID = 1L;

    /** EMFILE and ENFILE as the C library writes them, in English. */
    private static final String REASON = "Too many open files";

    TooManyOpenFilesException(String message) {
        super(message);
    }

    /**
     * Whether this failure is a lack of descriptors. Java has no exception for it, and the message is in the language of the
     * environment; so if the message is not in English, another file is opened to find out.
     */
    static boolean isReasonOf(FileSystemException failure) {
        // The JDK has subclasses for the other errors: missing, denied, not a directory, a loop.
        return failure.getClass() == FileSystemException.class
                && (String.valueOf(failure.getReason()).contains(REASON) || FileContent.isOutOfDescriptors());
    }
}
