package dev.roundhouse.http.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.transport.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client over memory, and over sockets of both kinds. */
@Timeout(60)
class RawClientTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final InMemoryLink link = new InMemoryLink(InetSocketAddress.createUnresolved("client", 1), () -> {});
    private final Wire server = link.wire();
    private final RawClient client = new RawClient(link.client());

    private void respond(String text) throws IOException {
        server.write(new ByteBuffer[] {StandardCharsets.ISO_8859_1.encode(text)}, 1);
    }

    private String receive() throws IOException {
        ByteBuffer received = ByteBuffer.allocate(100);
        assertTrue(server.read(received) >= 0);
        return StandardCharsets.ISO_8859_1.decode(received.flip()).toString();
    }

    @Test
    void bytes_are_sent_as_they_are() throws IOException {
        client.send("odd \u00ff\n");
        client.sendByteByByte("ab");

        assertEquals("odd \u00ff\nab", receive());
    }

    @Test
    void responses_are_read_one_after_the_other() throws IOException {
        respond("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 204 No Content\r\n\r\nrest");
        server.shutdownOutput();

        assertEquals("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", client.readResponse());
        assertEquals("HTTP/1.1 204 No Content\r\n\r\n", client.readHead());
        byte[] two = new byte[2];
        assertEquals(2, client.read(two));
        assertArrayEquals(new byte[] {'r', 'e'}, two);
        assertEquals("s", client.read(1));
        assertEquals("t", client.readTextToEnd());
        assertEquals(-1, client.read(two));
        assertEquals("", client.readHead());
    }

    @Test
    void read_that_takes_too_long_throws_what_was_received_before() throws IOException {
        RawClient impatient = new RawClient(link.client(), SHORT);
        respond("HTTP/1.1 200 OK\r\n");

        SocketTimeoutException timeout = assertThrows(SocketTimeoutException.class, impatient::readHead);

        assertEquals("could not receive bytes after 'HTTP/1.1 200 OK\r\n' within PT0.1S", timeout.getMessage());
    }

    @Test
    void write_that_takes_too_long_throws() {
        RawClient impatient = new RawClient(link.client(), SHORT);

        assertThrows(SocketTimeoutException.class, () -> impatient.send("x".repeat(1 << 20)));
    }

    @Test
    void reset_is_seen_by_the_server() throws IOException {
        client.send("GET");
        client.reset();

        assertThrows(IOException.class, () -> server.read(ByteBuffer.allocate(10)));
        assertThrows(IOException.class, () -> respond("x"));
    }

    @Test
    void half_close_and_close_are_the_end_of_input_for_the_server() throws IOException {
        client.send("GET");
        client.shutdownOutput();
        assertEquals("GET", receive());
        assertEquals(-1, server.read(ByteBuffer.allocate(10)));
        respond("late");
        server.close();

        assertEquals("late", client.readToEnd("a reset"));
        assertThrows(IOException.class, () -> client.send("x"));
    }

    @Test
    void reset_is_the_end_of_input_or_marked() throws IOException {
        link.client().reset();

        assertEquals("a reset", client.readToEnd("a reset"));
        assertEquals("", client.readTextToEnd());
    }

    @Test
    void connects_to_a_unix_domain_socket(@TempDir Path directory) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
                RawClient unix = RawClient.connect(address);
                SocketChannel accepted = listener.accept()) {
            accepted.write(StandardCharsets.US_ASCII.encode("hello"));
            accepted.shutdownOutput();

            assertEquals("hello", unix.readTextToEnd());
            unix.reset();
            assertEquals(-1, accepted.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void client_of_a_link_waits_for_room() throws Exception {
        Thread sender = new Thread(() -> {
            try {
                client.send("x".repeat(200_000));
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        sender.start();
        ByteBuffer received = ByteBuffer.allocate(200_000);
        while (received.hasRemaining()) {
            server.read(received);
        }
        sender.join();
        assertFalse(link.hasInput());
    }
}
