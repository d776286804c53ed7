package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only a regular file is renamed; links to it are kept, and any other file is written to but not renamed. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class NamedLogTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);

    /** The file is rotated after each line. */
    private static final Rotation SMALL = new Rotation(LINE.length, 30, Rotation.OFF);

    @TempDir
    Path tempDirectory;

    private static void write(LogSink logSink, int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            logSink.write(LINE, LINE.length);
        }
    }

    private static void writeTo(Path path, int lines) throws IOException {
        try (LogSink logSink = new NamedLog(path, SMALL)) {
            write(logSink, lines);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Path fifo() throws IOException, InterruptedException {
        Path fifo = tempDirectory.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        return fifo;
    }

    @Test
    void link_target_is_rotated_next_to_itself_and_links_stay() throws IOException {
        Path data = Files.createDirectories(tempDirectory.resolve("data").resolve("deep"));
        Path links = Files.createDirectories(tempDirectory.resolve("links"));
        Path target = Files.write(data.resolve("real.log"), LINE);
        Path middle = Files.createSymbolicLink(tempDirectory.resolve("middle"), Path.of("data", "deep"));
        Path second = Files.createSymbolicLink(middle.resolve("second.log"), Path.of("real.log"));
        Path first = Files.createSymbolicLink(links.resolve("access.log"), Path.of("..", "middle", "second.log"));
        writeTo(first, 3);

        assertTrue(Files.isSymbolicLink(first));
        assertTrue(Files.isSymbolicLink(second));
        assertEquals(List.of("access.log"), names(links));
        assertEquals("a line\n", Files.readString(target));
        List<String> rotated = names(data).stream()
                .filter(name -> name.startsWith("real.log."))
                .toList();
        assertEquals(3, rotated.size(), rotated::toString);
    }

    @Test
    void target_of_a_dangling_link_is_created() throws IOException {
        Files.createDirectory(tempDirectory.resolve("data"));
        Path link = Files.createSymbolicLink(tempDirectory.resolve("access.log"), Path.of("data", "real.log"));
        writeTo(link, 1);

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("a line\n", Files.readString(tempDirectory.resolve("data").resolve("real.log")));
    }

    @Test
    void circular_links_are_rejected() throws IOException {
        Path one = tempDirectory.resolve("one");
        Files.createSymbolicLink(one, tempDirectory.resolve("two"));
        Files.createSymbolicLink(tempDirectory.resolve("two"), one);

        assertThrows(IOException.class, () -> new NamedLog(one, SMALL));
    }

    @Test
    void device_is_not_rotated_also_through_a_link() throws IOException {
        Path link = Files.createSymbolicLink(tempDirectory.resolve("access.log"), Path.of("/dev/null"));
        writeTo(link, 3);
        writeTo(Path.of("/dev/null"), 3);

        assertTrue(Files.isSymbolicLink(link));
        assertEquals(List.of("access.log"), names(tempDirectory));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void fifo_without_reader_does_not_block_and_buffers_lines() throws Exception {
        Path fifo = fifo();
        // The date of a FIFO is no date of its lines. Java would wait for a reader here.
        assertEquals(
                0,
                new ProcessBuilder("touch", "-d", "2025-03-04", fifo.toString())
                        .start()
                        .waitFor());
        try (LogSink logSink = new NamedLog(fifo, SMALL)) {
            write(logSink, 3);
            try (FileChannel reader = FileChannel.open(fifo, StandardOpenOption.READ)) {
                ByteBuffer read = ByteBuffer.allocate(100);
                reader.read(read);
                assertEquals(3 * LINE.length, read.position());
            }
            // The first reader has closed the FIFO; another one reads the next lines.
            write(logSink, 2);
            try (FileChannel reader = FileChannel.open(fifo, StandardOpenOption.READ)) {
                ByteBuffer read = ByteBuffer.allocate(100);
                reader.read(read);
                assertEquals(2 * LINE.length, read.position());
            }
        }

        assertEquals(List.of("fifo"), names(tempDirectory));
        assertTrue(Files.readAttributes(fifo, java.nio.file.attribute.BasicFileAttributes.class)
                .isOther());
    }

    @Test
    void socket_is_reconnected_after_a_close() throws IOException {
        Path path = tempDirectory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            try (LogSink logSink = new NamedLog(path, SMALL)) {
                try (SocketChannel peer = server.accept()) {
                    write(logSink, 1);
                    assertEquals(LINE.length, peer.read(ByteBuffer.allocate(100)));
                }
                assertThrows(IOException.class, () -> write(logSink, 2));
                write(logSink, 1);
                try (SocketChannel peer = server.accept()) {
                    assertEquals(LINE.length, peer.read(ByteBuffer.allocate(100)));
                }
            }
        }
    }

    @Test
    void directory_is_rejected_with_a_message() {
        String message = assertThrows(IOException.class, () -> new NamedLog(tempDirectory, SMALL))
                .getMessage();

        assertEquals("it is a directory", message);
        assertThrows(IOException.class, () -> new NamedLog(Path.of("/"), SMALL));
        assertThrows(IOException.class, () -> new NamedLog(Path.of("/dev"), SMALL));
    }

    @Test
    void no_file_is_created_below_dev() {
        Path misspelled = Path.of("/dev/stdoutt");
        assertThrows(IOException.class, () -> new NamedLog(misspelled, SMALL));

        assertFalse(Files.exists(misspelled, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void reopen_opens_the_new_file_of_the_name() throws IOException {
        Path file = tempDirectory.resolve("access.log");
        Rotation off = new Rotation(Rotation.OFF, 30, Rotation.OFF);
        try (LogSink logSink = new NamedLog(file, off)) {
            write(logSink, 1);
            Files.move(file, tempDirectory.resolve("access.log.1"));
            write(logSink, 1);
            assertTrue(logSink.reopen());
            write(logSink, 1);
        }

        assertEquals("a line\na line\n", Files.readString(tempDirectory.resolve("access.log.1")));
        assertEquals("a line\n", Files.readString(file));
    }

    @Test
    void failed_reopen_keeps_the_open_file() throws IOException {
        Path file = tempDirectory.resolve("access.log");
        Path moved = tempDirectory.resolve("access.log.1");
        try (LogSink logSink = new NamedLog(file, SMALL)) {
            write(logSink, 1);
            Files.move(file, moved);
            Files.createDirectory(file);
            assertThrows(IOException.class, logSink::reopen);
            write(logSink, 1);
        }

        assertEquals("a line\na line\n", Files.readString(moved));
    }
}
