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

/** Only a regular file is ever renamed; what leads to it is kept, and everything else is written to and left alone. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class NamedLogTest {
    private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.US_ASCII);

    /** Each line is due to be rolled away. */
    private static final Rolling SMALL = new Rolling(LINE.length, 30, Rolling.OFF);

    @TempDir
    Path folder;

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
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        return fifo;
    }

    @Test
    void rolls_the_file_behind_links_beside_itself_and_keeps_the_links() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data").resolve("deep"));
        Path links = Files.createDirectories(folder.resolve("links"));
        Path target = Files.write(data.resolve("real.log"), LINE);
        Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("data", "deep"));
        Path second = Files.createSymbolicLink(middle.resolve("second.log"), Path.of("real.log"));
        Path first = Files.createSymbolicLink(links.resolve("access.log"), Path.of("..", "middle", "second.log"));
        writeTo(first, 3);

        assertTrue(Files.isSymbolicLink(first));
        assertTrue(Files.isSymbolicLink(second));
        assertEquals(List.of("access.log"), names(links));
        assertEquals("a line\n", Files.readString(target));
        List<String> rolled = names(data).stream()
                .filter(name -> name.startsWith("real.log."))
                .toList();
        assertEquals(3, rolled.size(), rolled::toString);
    }

    @Test
    void makes_the_file_that_a_link_leads_to() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("access.log"), Path.of("data", "real.log"));
        writeTo(link, 1);

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("a line\n", Files.readString(folder.resolve("data").resolve("real.log")));
    }

    @Test
    void refuses_links_that_go_round() throws IOException {
        Path one = folder.resolve("one");
        Files.createSymbolicLink(one, folder.resolve("two"));
        Files.createSymbolicLink(folder.resolve("two"), one);

        assertThrows(IOException.class, () -> new NamedLog(one, SMALL));
    }

    @Test
    void leaves_a_device_alone_also_behind_a_link() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("access.log"), Path.of("/dev/null"));
        writeTo(link, 3);
        writeTo(Path.of("/dev/null"), 3);

        assertTrue(Files.isSymbolicLink(link));
        assertEquals(List.of("access.log"), names(folder));
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void a_fifo_without_a_reader_holds_nothing_up_and_keeps_what_fits() throws Exception {
        Path fifo = fifo();
        // Of another day, which says nothing about what is written. Java would wait for a reader here.
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
            // The reader has gone; another one gets what comes now.
            write(logSink, 2);
            try (FileChannel reader = FileChannel.open(fifo, StandardOpenOption.READ)) {
                ByteBuffer read = ByteBuffer.allocate(100);
                reader.read(read);
                assertEquals(2 * LINE.length, read.position());
            }
        }

        assertEquals(List.of("fifo"), names(folder));
        assertTrue(Files.readAttributes(fifo, java.nio.file.attribute.BasicFileAttributes.class)
                .isOther());
    }

    @Test
    void a_socket_is_connected_to_and_again_when_the_other_end_has_gone() throws IOException {
        Path path = folder.resolve("socket");
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
    void says_that_a_directory_is_one() {
        String message = assertThrows(IOException.class, () -> new NamedLog(folder, SMALL))
                .getMessage();

        assertEquals("it is a directory", message);
        assertThrows(IOException.class, () -> new NamedLog(Path.of("/"), SMALL));
        assertThrows(IOException.class, () -> new NamedLog(Path.of("/dev"), SMALL));
    }

    @Test
    void makes_no_file_among_the_devices() {
        Path misspelled = Path.of("/dev/stdoutt");
        assertThrows(IOException.class, () -> new NamedLog(misspelled, SMALL));

        assertFalse(Files.exists(misspelled, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void opens_anew_what_has_its_name() throws IOException {
        Path file = folder.resolve("access.log");
        Rolling off = new Rolling(Rolling.OFF, 30, Rolling.OFF);
        try (LogSink logSink = new NamedLog(file, off)) {
            write(logSink, 1);
            Files.move(file, folder.resolve("access.log.1"));
            write(logSink, 1);
            assertTrue(logSink.reopen());
            write(logSink, 1);
        }

        assertEquals("a line\na line\n", Files.readString(folder.resolve("access.log.1")));
        assertEquals("a line\n", Files.readString(file));
    }

    @Test
    void keeps_what_is_open_when_nothing_can_be_opened_anew() throws IOException {
        Path file = folder.resolve("access.log");
        Path moved = folder.resolve("access.log.1");
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
