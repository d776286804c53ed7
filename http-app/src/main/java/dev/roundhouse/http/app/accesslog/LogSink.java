package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** The destination of lines. Used by one thread. */
public interface LogSink extends AutoCloseable {
    /**
     * Writes complete lines.
     *
     * @param bytes an array with the lines in its first {@code length} bytes; not used after the method returns
     * @throws IOException if some lines could not be written; the others were
     */
    void write(byte[] bytes, int length) throws IOException;

    /**
     * Opens the path again, since another program may have moved the file. If that fails, the previous file stays open.
     *
     * @return whether the sink has a path
     */
    default boolean reopen() throws IOException {
        return false;
    }

    /** Closes the sink. All lines have been written. */
    @Override
    void close() throws IOException;
}
