package dev.roundhouse.http.app.accesslog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines to a channel, and knows how many of them got there. What a failure left of a line is taken back where that is
 * possible, and otherwise ended: the next line begins at the beginning of a line.
 */
final class LineWriter {
    private static final byte[] LINE_END = {'\n'};

    /** A channel that does not block, such as a terminal that another program has set so, is asked again after this time. */
    private static final long ASK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);

    private boolean torn;

    /** Writes to the end of a file that nobody else writes to. */
    void append(FileChannel file, byte[] bytes, int length) throws LinesLostException {
        ByteBuffer lines = ByteBuffer.wrap(bytes, 0, length);
        try {
            write(file, lines);
        } catch (LinesLostException failed) {
            takeBack(file, lines.position() - startOfLine(bytes, lines.position()));
            throw failed;
        }
    }

    /** Writes to what takes nothing back. */
    void write(WritableByteChannel channel, byte[] bytes, int length) throws LinesLostException {
        write(channel, ByteBuffer.wrap(bytes, 0, length));
    }

    private void write(WritableByteChannel channel, ByteBuffer lines) throws LinesLostException {
        try {
            if (torn) {
                writeAll(channel, ByteBuffer.wrap(LINE_END));
                torn = false;
            }
            writeAll(channel, lines);
        } catch (IOException failed) {
            int written = lines.position();
            torn |= written > 0 && lines.get(written - 1) != '\n';
            throw new LinesLostException(countLines(lines), failed);
        }
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(ASK_AGAIN);
            }
        }
    }

    private void takeBack(FileChannel file, int count) {
        if (count == 0) {
            return;
        }
        try {
            file.truncate(file.size() - count);
            torn = false;
        } catch (IOException failed) {
            // Then a line end has to do.
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
