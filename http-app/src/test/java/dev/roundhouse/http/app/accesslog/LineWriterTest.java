package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LineWriterTest {
    /** A disk with limited space, which accepts small parts at a time. */
    private static final class Disk implements WritableByteChannel {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final Random random;
        private int room;

        private Disk(Random random) {
            this.random = random;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int count =
                    Math.min(Math.min(room, bytes.remaining()), random.nextInt(500) == 0 ? 0 : 1 + random.nextInt(40));
            for (int i = 0; i < count; i++) {
                written.write(bytes.get());
            }
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /** For any free space at any time, each line is written or counted as lost, and each written one begins a line. */
    @Test
    void every_lost_line_is_counted() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Disk disk = new Disk(random);
            LineWriter writer = new LineWriter();
            long lost = 0;
            int failures = 0;
            int lines = 0;
            for (int batch = 0; batch < 20; batch++) {
                disk.room = random.nextInt(3) == 0 ? random.nextInt(60) : 10_000;
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    text.append("line ").append(lines++).append(" ends.\n");
                }
                byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
                try {
                    writer.write(disk, bytes, bytes.length);
                } catch (LinesLostException failed) {
                    lost += failed.lines();
                    failures++;
                }
            }
            String written = disk.written.toString(StandardCharsets.US_ASCII);
            long complete = written.lines()
                    .filter(line -> line.matches("line \\d+ ends\\."))
                    .count();
            long joined =
                    written.lines().filter(line -> line.lastIndexOf("line") > 0).count();
            String message = "seed " + seed + ", " + lost + " of " + lines + " lost:\n" + written;

            assertEquals(0, joined, message);
            // A line without its end of line is counted as lost; the end is written before the next line.
            assertTrue(complete + lost >= lines && complete + lost <= lines + failures, message);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void full_device_loses_all_lines() throws IOException {
        byte[] bytes = "one\ntwo\nthree\n".getBytes(StandardCharsets.US_ASCII);
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            LineWriter writer = new LineWriter();
            LinesLostException failed =
                    assertThrows(LinesLostException.class, () -> writer.write(full, bytes, bytes.length));

            assertEquals(3, failed.lines());
            assertEquals("No space left on device", failed.getMessage());
        }
    }
}
