package dev.roundhouse.http.server.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodiesTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String TRANSPORTS = "dev.roundhouse.http.server.content.ServedContent#transports";

    @TempDir
    Path directory;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** Reads the content of a response that is not chunked. */
    private static byte[] content(ServedContent server, String request) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ServedContent.readUntil(socket, "\r\n\r\n");
            return socket.getInputStream().readAllBytes();
        }
    }

    /** Counts its calls of close. */
    private static final class CountedStream extends ByteArrayInputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();

        private CountedStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] target) throws IOException {
            reads.incrementAndGet();
            return super.read(target);
        }

        @Override
        public void close() {
            closes.incrementAndGet();
            closed.countDown();
        }

        private void assertClosedOnce() throws InterruptedException {
            assertTrue(closed.await(20, TimeUnit.SECONDS), "the stream was not closed");
            assertEquals(1, closes.get());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void bytes_and_files_are_sent(String transport) throws IOException {
        byte[] bytes = random(300_000);
        Path file = Files.write(directory.resolve("file"), bytes);
        try (ServedContent server =
                new ServedContent(transport, request -> Response.of(Status.OK).with(Bodies.of(bytes)))) {
            assertArrayEquals(bytes, content(server, GET));
        }
        try (ServedContent server =
                new ServedContent(transport, request -> Response.of(Status.OK).with(Bodies.of(file)))) {
            assertArrayEquals(bytes, content(server, GET));
        }
        assertThrows(NoSuchFileException.class, () -> Bodies.of(directory.resolve("missing")));
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_of_known_length_is_sent_and_closed_once(String transport) throws Exception {
        byte[] bytes = random(1_000_000);
        CountedStream stream = new CountedStream(bytes);
        try (ServedContent server = new ServedContent(
                transport,
                request -> Response.of(Status.OK).with(Bodies.of(stream, bytes.length, ContentThreads.shared())))) {
            assertArrayEquals(bytes, content(server, GET));
            stream.assertClosedOnce();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_of_unknown_length_is_chunked(String transport) throws IOException {
        try (ServedContent server = new ServedContent(
                transport,
                request -> Response.of(Status.OK)
                        .with(Bodies.of(new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII)))))) {
            String response = server.exchange(GET);

            assertTrue(response.contains("Transfer-Encoding: chunked"), response);
            assertTrue(response.contains("hello") && response.endsWith("0\r\n\r\n"), response);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_of_a_head_request_is_closed_and_not_read(String transport) throws Exception {
        CountedStream stream = new CountedStream(new byte[10]);
        try (ServedContent server =
                new ServedContent(transport, request -> Response.of(Status.OK).with(Bodies.of(stream)))) {
            assertTrue(server.exchange(GET.replace("GET", "HEAD")).endsWith("\r\n\r\n"));
            stream.assertClosedOnce();
            assertEquals(0, stream.reads.get());
        }
    }

    /** While a stream waits, its connection and the others of the loop are not blocked. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_that_waits_delays_no_other_request(String transport) throws IOException {
        PipedInputStream waiting = new PipedInputStream();
        PipedOutputStream source = new PipedOutputStream(waiting);
        try (ServedContent server = new ServedContent(
                        transport,
                        request -> Response.of(Status.OK)
                                .with(
                                        request.target().path().equals("/wait")
                                                ? Bodies.of(waiting)
                                                : Bodies.of(new byte[] {'x'})));
                Socket socket = server.connect()) {
            socket.getOutputStream().write(GET.replace("GET /", "GET /wait").getBytes(StandardCharsets.US_ASCII));
            ServedContent.readUntil(socket, "\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                assertEquals(1, content(server, GET).length);
            }
            source.write("first".getBytes(StandardCharsets.US_ASCII));
            source.flush();
            ServedContent.readUntil(socket, "first");
            source.close();
            assertTrue(ServedContent.readToEnd(socket).endsWith("0\r\n\r\n"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_that_fails_truncates_the_response(String transport) throws IOException {
        InputStream failing = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                throw new IOException("on purpose");
            }

            @Override
            public int read(byte[] target) throws IOException {
                if (count++ > 0) {
                    return read();
                }
                Arrays.fill(target, (byte) 'x');
                return target.length;
            }
        };
        try (ServedContent server =
                new ServedContent(transport, request -> Response.of(Status.OK).with(Bodies.of(failing)))) {
            String response;
            try {
                response = server.exchange(GET);
            } catch (IOException reset) {
                response = "";
            }
            assertFalse(response.endsWith("0\r\n\r\n"), "the response must not seem to be complete");
        }
    }

    /** The client does not read: the stream is not read without limit. */
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void stream_is_read_as_fast_as_the_client_reads(String transport) throws Exception {
        int length = 64 << 20;
        CountedStream stream = new CountedStream(new byte[length]);
        try (ServedContent server = new ServedContent(
                        transport,
                        request -> Response.of(Status.OK).with(Bodies.of(stream, length, ContentThreads.shared())));
                Socket socket = server.connect()) {
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            ServedContent.readUntil(socket, "\r\n\r\n");
            TimeUnit.MILLISECONDS.sleep(300);
            assertTrue(stream.available() > 32 << 20, stream.available() + " bytes are left");
            long received = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            assertEquals(length, received);
        }
    }
}
