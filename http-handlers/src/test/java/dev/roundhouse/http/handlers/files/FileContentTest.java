package dev.roundhouse.http.handlers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentTest {
    @TempDir
    private Path directory;

    @Test
    void reads_from_any_position_to_the_end() throws IOException {
        try (FileContent content = open("0123456789")) {
            ByteBuffer target = ByteBuffer.allocate(4);
            assertEquals(4, content.read(3, target));
            assertEquals('3', target.get(0));
            assertEquals(-1, content.read(10, target.clear()));
            assertEquals(10, content.length());
        }
    }

    @Test
    void single_range_is_206() throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (FileContent content = open("0123456789")) {
            assertEquals(3, content.transferTo(4, 3, Channels.newChannel(sink)));
        }
        assertEquals("456", sink.toString());
    }

    @Test
    void transfer_returns_0_if_the_target_is_full() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
        try (FileContent content = open("x".repeat(1 << 20));
                var sink = pipe.sink();
                var source = pipe.source()) {
            long at = 0;
            long sent = content.transferTo(0, 1 << 20, sink);
            while (sent > 0) {
                at += sent;
                sent = content.transferTo(at, (1 << 20) - at, sink);
            }
            assertEquals(0, sent);
            assertTrue(source.isOpen(), "the pipe has no reader but is open for reading");
        }
    }

    @Test
    void transfer_of_a_truncated_file_fails() throws IOException {
        try (FileContent content = open("0123456789");
                FileChannel file = FileChannel.open(directory.resolve("file"), StandardOpenOption.WRITE)) {
            file.truncate(5);
            ByteArrayOutputStream sink = new ByteArrayOutputStream();
            assertEquals(1, content.transferTo(4, 6, Channels.newChannel(sink)));
            assertThrows(EOFException.class, () -> content.transferTo(5, 5, Channels.newChannel(sink)));
            assertEquals(0, content.transferTo(5, 0, Channels.newChannel(sink)));
        }
    }

    @Test
    void link_is_not_opened() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        open("text").close();
        assertThrows(IOException.class, () -> FileContent.open(link));
    }

    @Test
    void close_is_idempotent_and_does_not_throw() throws IOException {
        FileChannel file =
                FileChannel.open(Files.writeString(directory.resolve("file"), "text"), StandardOpenOption.READ);
        FileContent content = new FileContent(file);
        content.close();
        content.close();
        assertFalse(file.isOpen());
    }

    private FileContent open(String text) throws IOException {
        return FileContent.open(Files.writeString(directory.resolve("file"), text));
    }
}
