package dev.roundhouse.http.server.content;

import static dev.roundhouse.http.server.content.ServedContent.post;
import static dev.roundhouse.http.server.content.ServedContent.postChunked;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are received into a file, on each transport. */
class FileUploadTest {
    private static final int MIB = 1 << 20;
    private static final int CHUNK = 64 << 10;

    @TempDir
    Path directory;

    private Path target() {
        return directory.resolve("target");
    }

    private Handler saving(long maxBytes) {
        return request -> Uploads.toFile(target(), maxBytes)
                .then(saved -> Responses.text(Status.CREATED, "saved " + Files.size(saved)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Waits until the directory has these files. */
    private void awaitFiles(List<String> expected) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!files().equals(expected) && System.nanoTime() - endNanos < 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertEquals(expected, files());
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void body_becomes_the_file(String transport) throws IOException {
        try (ServedContent server = new ServedContent(transport, saving(5))) {
            assertTrue(server.exchange(post("", "01234")).endsWith("\r\n\r\nsaved 5"));
            assertEquals("01234", Files.readString(target()));
            assertTrue(server.exchange(postChunked("ab", "c")).endsWith("\r\n\r\nsaved 3"));
            assertEquals("abc", Files.readString(target()));
            assertTrue(server.exchange(post("", "")).endsWith("\r\n\r\nsaved 0"));
            assertEquals(List.of("target"), files());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void body_that_is_too_long_leaves_no_file(String transport) throws IOException, InterruptedException {
        try (ServedContent server = new ServedContent(transport, saving(5))) {
            assertTrue(server.exchange(post("", "012345")).startsWith("HTTP/1.1 413 "));
            assertTrue(server.exchange(postChunked("0123", "45")).startsWith("HTTP/1.1 413 "));
            awaitFiles(List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void upload_that_the_client_aborts_leaves_the_former_file(String transport)
            throws IOException, InterruptedException {
        Files.writeString(target(), "former");
        try (ServedContent server = new ServedContent(transport, saving(100))) {
            Socket socket = server.connect();
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234"
                            .getBytes(StandardCharsets.US_ASCII));
            long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (files().size() < 2 && System.nanoTime() - endNanos < 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertEquals(2, files().size(), "the partial file is there");
            assertEquals("former", Files.readString(target()));
            socket.close();
            awaitFiles(List.of("target"));
            assertEquals("former", Files.readString(target()));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void file_that_cannot_be_written_gets_500(String transport) throws IOException {
        Handler missing = request -> Uploads.toFile(directory.resolve("missing").resolve("file"), 1 << 20)
                .then(saved -> Responses.text(Status.CREATED, "saved"));
        try (ServedContent server = new ServedContent(transport, missing)) {
            assertTrue(server.exchange(post("", "01234")).startsWith("HTTP/1.1 500 "));
            assertTrue(server.exchange(post("", "")).startsWith("HTTP/1.1 500 "));
            assertEquals(2, server.handlerFailures().size());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void handler_that_fails_gets_500(String transport) throws IOException {
        Handler failing = request -> Uploads.toFile(target(), 100).then(saved -> {
            throw new IllegalStateException("on purpose");
        });
        try (ServedContent server = new ServedContent(transport, failing)) {
            assertTrue(server.exchange(post("", "01234")).startsWith("HTTP/1.1 500 "));
            assertEquals(List.of("target"), files());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void name_of_a_file_may_be_as_long_as_names_can_be(String transport) throws IOException {
        Path longest = directory.resolve("n".repeat(255));
        Handler saving = request -> Uploads.toFile(longest, 100).then(saved -> Responses.text(Status.CREATED, "saved"));
        try (ServedContent server = new ServedContent(transport, saving)) {
            assertTrue(server.exchange(post("", "01234")).endsWith("\r\n\r\nsaved"));
            assertEquals("01234", Files.readString(longest));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void executor_that_cannot_create_a_thread_stops_neither_uploads_nor_the_server(String transport)
            throws IOException {
        Executor exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread, on purpose");
        };
        Handler saving = request ->
                Uploads.toFile(target(), 100, exhausted).then(saved -> Responses.text(Status.CREATED, "saved"));
        Handler onExecutor = saving.on(exhausted);
        Handler handler =
                request -> request.target().path().equals("/") ? saving.handle(request) : onExecutor.handle(request);
        try (ServedContent server = new ServedContent(transport, handler)) {
            assertTrue(server.exchange(post("", "01234")).endsWith("\r\n\r\nsaved"));
            assertTrue(server.exchange(post("", "").replace("POST / ", "POST /on "))
                    .startsWith("HTTP/1.1 503 "));
            assertTrue(server.exchange(post("", "01234")).endsWith("\r\n\r\nsaved"));
        }
    }

    /** An executor whose tasks wait until the gate is opened. */
    private static final class GatedExecutor implements Executor {
        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        private boolean open;

        @Override
        public synchronized void execute(Runnable task) {
            if (open) {
                new Thread(task).start();
            } else {
                waiting.add(task);
            }
        }

        private boolean awaitTask() throws InterruptedException {
            for (int i = 0; i < 20_000 && waiting.isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return !waiting.isEmpty();
        }

        private synchronized void open() {
            open = true;
            waiting.forEach(task -> new Thread(task).start());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.roundhouse.http.server.content.ServedContent#transports")
    void client_waits_for_a_slow_disk_and_every_byte_is_written(String transport) throws Exception {
        byte[] body = new byte[32 * MIB];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < body.length; i += 8) {
            body[i] = (byte) random.nextInt();
        }
        GatedExecutor disk = new GatedExecutor();
        Handler handler = request ->
                Uploads.toFile(target(), body.length, disk).then(saved -> Responses.text(Status.CREATED, "saved"));
        try (ServedContent server = new ServedContent(transport, handler);
                Socket socket = server.connect()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(socket, body));
            assertTrue(disk.awaitTask(), "nothing is written");
            TimeUnit.MILLISECONDS.sleep(200);
            assertFalse(sender.isDone(), "the sockets took 32 MiB although nothing was written");

            disk.open();
            sender.get(20, TimeUnit.SECONDS);
            assertTrue(ServedContent.readToEnd(socket).endsWith("\r\n\r\nsaved"));
            assertArrayEquals(body, Files.readAllBytes(target()));
        }
    }

    private static void send(Socket socket, byte[] body) {
        try {
            OutputStream output = socket.getOutputStream();
            output.write(
                    ("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (int at = 0; at < body.length; at += CHUNK) {
                output.write(body, at, CHUNK);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
