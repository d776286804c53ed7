package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines to a channel and counts those that could not be written. An incomplete line after a failure is removed if possible
 * and otherwise terminated, so that the next line starts on a new line.
 */
final class LineWriter {
    private static final byte[] LINE_END = {'\n'};

    /**
     * The time between two attempts on a non-blocking channel, such as a terminal that another program has set to non-blocking.
     */
    private static final long RETRY_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

    private boolean isLineIncomplete;

    /** Appends to a file that no other process writes to. */
    void append(FileChannel file, byte[] bytes, int length) throws LinesLostException {
        ByteBuffer lines = ByteBuffer.wrap(bytes, 0, length);
        try {
            write(file, lines);
        } catch (LinesLostException failed) {
            truncate(file, lines.position() - startOfLine(bytes, lines.position()));
            throw failed;
        }
    }

    /** Writes to a channel that cannot be truncated. */
    void write(WritableByteChannel channel, byte[] bytes, int length) throws LinesLostException {
        write(channel, ByteBuffer.wrap(bytes, 0, length));
    }

    private void write(WritableByteChannel channel, ByteBuffer lines) throws LinesLostException {
        try {
            if (isLineIncomplete) {
                writeAll(channel, ByteBuffer.wrap(LINE_END));
                isLineIncomplete = false;
            }
            writeAll(channel, lines);
        } catch (IOException failed) {
            int written = lines.position();
            isLineIncomplete |= written > 0 && lines.get(written - 1) != '\n';
            throw new LinesLostException(countLines(lines), failed);
        }
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(RETRY_INTERVAL);
            }
        }
    }

    private void truncate(FileChannel file, int count) {
        if (count == 0) {
            return;
        }
        try {
            file.truncate(file.size() - count);
            isLineIncomplete = false;
        } catch (IOException failed) {
            // Then the next write terminates the line.
        }
    }

    private static int startOfLine(byte[] bytes, int from) {
        int at = from;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static long countLines(ByteBuffer lines) {
        long count = 0;
        for (int at = lines.position(); at < lines.limit(); at++) {
            if (lines.get(at) == '\n') {
                count++;
            }
        }
        return count;
    }
}
