package dev.roundhouse.http.app.accesslog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A standard stream of the process, without the JVM's own stream, whose lock and encoder are not needed here. The terminal,
 * pipe or file behind it belongs to the process that started the program. It is never renamed, and never opened a second time,
 * since a second descriptor would write at its own position.
 */
public final class StandardOutputSink implements LogSink {
    private final FileChannel out;
    private final LineWriter lines = new LineWriter();

    /** Creates a sink for standard output. */
    public StandardOutputSink() {
        this(FileDescriptor.out);
    }

    /** Creates a sink for a standard stream. */
    StandardOutputSink(FileDescriptor stream) {
        out = new FileOutputStream(stream).getChannel();
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        lines.write(out, bytes, length);
    }

    /** Does nothing: other parts of the program write to the stream, so it stays open. */
    @Override
    public void close() {
        // Nothing is buffered.
    }
}
