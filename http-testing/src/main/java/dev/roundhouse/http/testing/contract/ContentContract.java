package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.CloseCountingContent;
import dev.roundhouse.http.transport.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** Response bodies and uploads. */
public abstract class ContentContract extends ListenerFixture {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_AND_CLOSE = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    /** For subclasses. */
    protected ContentContract() {}

    @Test
    void sends_a_large_file_completely() throws IOException, InterruptedException {
        Path file = largeFile();
        CloseCountingContent content = new CloseCountingContent(file);
        Listener listener = start(request -> slice(content, LARGE));
        try (RawClient client = connect(listener)) {
            client.send(GET_AND_CLOSE);

            assertContains("\r\nContent-Length: " + LARGE + "\r\n", client.readHead());
            assertArrayEquals(Files.readAllBytes(file), client.readToEnd());
        }
        assertTrue(content.awaitClosed(), "the content was not closed within 20 s");
        assertEquals(1, content.closeCount());
    }

    @Test
    void sends_a_large_file_completely_to_a_slow_reader() throws IOException {
        Path file = largeFile();
        Listener listener = start(request -> slice(new CloseCountingContent(file), LARGE));
        try (RawClient client = connect(listener, 4096)) {
            client.send(GET_AND_CLOSE);
            client.readHead();
            byte[] expected = Files.readAllBytes(file);
            byte[] part = new byte[4096];
            for (int at = 0; at < LARGE / 4; ) {
                int count = client.read(part);
                assertArrayEquals(
                        java.util.Arrays.copyOfRange(expected, at, at + count), java.util.Arrays.copyOf(part, count));
                at += count;
            }
            assertTrue(client.readToEnd().length > LARGE / 2, "the rest of the content is missing");
        }
    }

    @Test
    void closes_the_file_once_when_the_client_disconnects() throws IOException, InterruptedException {
        CloseCountingContent content = new CloseCountingContent(largeFile());
        Listener listener = start(request -> slice(content, LARGE));
        try (RawClient client = connect(listener, 4096)) {
            client.send(GET);
            client.readHead();
        }
        assertTrue(content.awaitClosed(), "the content was not closed within 20 s");
        assertEquals(1, content.closeCount());
    }

    @Test
    void aborts_the_connection_when_a_file_is_shorter_than_its_declared_length() throws IOException {
        Path file = largeFile();
        CloseCountingContent content = new CloseCountingContent(file);
        Listener listener = start(request -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(LARGE / 2);
            }
            return slice(content, LARGE);
        });
        try (RawClient client = connect(listener)) {
            client.send(GET);
            client.readHead();

            assertEquals(LARGE / 2, client.readToEnd().length);
        }
    }

    @Test
    void sends_a_stream_in_chunks() throws IOException {
        Listener listener =
                start(request -> new Response(Status.OK, Headers.EMPTY, new Body.Streamed(new CountdownProducer())));
        try (RawClient client = connect(listener)) {
            client.send(GET_AND_CLOSE);

            assertContains("\r\nTransfer-Encoding: chunked\r\n", client.readHead());
            assertEndsWith("\r\n0\r\n\r\n", client.readTextToEnd());
        }
    }

    /** A thousand bytes, one per call. */
    private static final class CountdownProducer implements Body.Producer {
        private int remaining = 1000;

        @Override
        public Body.Progress produce(ByteBuffer target) {
            if (remaining == 0) {
                return Body.Progress.ENDED;
            }
            remaining--;
            target.put((byte) 'x');
            return Body.Progress.MORE;
        }
    }

    @Test
    void receives_an_upload() throws IOException {
        Listener listener = start(request -> new CountingUpload());
        try (RawClient client = connect(listener)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nExpect: 100-continue\r\n\r\n");
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
            client.send("y".repeat(500_000));

            assertEndsWith("\r\n\r\n500000\n", client.readResponse());
        }
    }

    private static final class CountingUpload implements Upload {
        private long count;

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, Long.toString(count));
        }
    }
}
