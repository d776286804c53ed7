package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** Where lines go. Used by one thread. */
public interface LogSink extends AutoCloseable {
    /**
     * Writes complete lines.
     *
     * @param bytes the first {@code length} of them, lent until the method returns
     * @throws IOException when some could not be written; the others were
     */
    void write(byte[] bytes, int length) throws IOException;

    /**
     * Opens what has a name anew: somebody may have moved the file that had it. What cannot be opened is left as it was.
     *
     * @return whether there is something to open
     */
    default boolean reopen() throws IOException {
        return false;
    }

    /** All that was written is where it belongs. */
    @Override
    void close() throws IOException;
}
