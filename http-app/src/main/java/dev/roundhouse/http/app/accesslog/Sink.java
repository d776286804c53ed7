package dev.roundhouse.http.app.accesslog;

import java.io.IOException;

/** Where lines go. Used by one thread. */
public interface Sink extends AutoCloseable {
    /**
     * Whole lines.
     *
     * @param octets the first {@code length} of them, lent until the method returns
     */
    void write(byte[] octets, int length) throws IOException;

    /** All that was written is where it belongs. */
    @Override
    void close() throws IOException;
}
