package dev.roundhouse.http.app.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The program's standard output, past the JVM's own stream, whose lock and encoder are of no use here. */
public final class StandardOutput implements Sink {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    /** The one there is. */
    public StandardOutput() {}

    @Override
    public void write(byte[] octets, int length) throws IOException {
        out.write(octets, 0, length);
    }

    /** Others write to it, too: it stays open. */
    @Override
    public void close() {
        // Nothing is held back here.
    }
}
