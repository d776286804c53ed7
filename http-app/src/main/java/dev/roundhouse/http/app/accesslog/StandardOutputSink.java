package dev.roundhouse.http.app.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A standard stream of the program, past the JVM's own stream, whose lock and encoder are of no use here. Whatever is behind
 * it, a terminal, a pipe or a file, belongs to whoever started the program: it is never renamed and never opened a second time, since
 * the second would write from its own position.
 */
public final class StandardOutputSink implements LogSink {
    private final FileChannel out;
    private final LineWriter lines = new LineWriter();

    /** Standard output. */
    public StandardOutputSink() {
        this(FileDescriptor.out);
    }

    /** A standard stream. */
    StandardOutputSink(FileDescriptor stream) {
        out = new FileOutputStream(stream).getChannel();
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        lines.write(out, bytes, length);
    }

    /** Others write to it, too: it stays open. */
    @Override
    public void close() {
        // Nothing is held back here.
    }
}
