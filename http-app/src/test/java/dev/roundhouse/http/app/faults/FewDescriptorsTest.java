package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program with fewer file descriptors than its clients need: it rejects some of them, logs that in one or two lines,
 * serves the others correctly, and continues when descriptors are available again.
 */
@EnabledOnOs(OS.LINUX)
class FewDescriptorsTest {
    private static final int FILES = 40;
    private static final int CLIENTS = 60;

    /** Each file is in a separate directory: more directories than may be kept open. */
    private static final int ROUNDS = 16;

    /** Larger than the buffers of two sockets: a client that does not read keeps its file open. */
    private static final int SIZE = 6 << 20;

    /** One line at start about the reduced number of connections; then one for connections and one for files. */
    private static final int LINES_AT_MOST = 3;

    @TempDir
    static Path tempDirectory;

    private static Path site;
    private static byte[] content;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        content = new byte[SIZE];
        new SplittableRandom(60).nextBytes(content);
        Files.write(site.resolve("content"), content);
        for (int i = 0; i < FILES; i++) {
            // A hard link is another file to the server, and takes no space.
            Files.createLink(site.resolve(i + ".bin"), site.resolve("content"));
            Path directory = Files.createDirectories(site.resolve("d" + i + "/sub"));
            Files.writeString(directory.resolve("index.html"), "index " + i);
            Files.writeString(directory.resolveSibling("text.txt"), "text ".repeat(1000));
            Files.writeString(directory.resolveSibling("text.txt.gz"), "not really gzip");
            Files.createSymbolicLink(directory.resolveSibling("link"), Path.of("sub/index.html"));
        }
    }

    /**
     * The number of descriptors that the program in one jar would have. Here it runs from a class path whose jars stay open.
     */
    private static ServerFixture start(String transport, int limit, String... options) throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        long jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .count();
        String limits = "ulimit -n " + (limit + jars - 1);
        return ServerFixture.start(site, tempDirectory, transport, limits, "-XX:TieredStopAtLevel=1", options);
    }

    /** The response that a client received: the status, 0 for none, and the content. */
    private record SlowReaderResponse(int status, byte[] content) {}

    /** A slow client: it reads only the beginning until all others have read theirs. */
    private static SlowReaderResponse readSlowly(ServerFixture server, String path, CountDownLatch begun)
            throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(60_000);
            socket.connect(server.address());
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            InputStream input = socket.getInputStream();
            byte[] start = input.readNBytes(12);
            begun.countDown();
            begun.await();
            byte[] rest = input.readAllBytes();
            int head =
                    new String(rest, 0, Math.min(rest.length, 1000), StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            return new SlowReaderResponse(
                    Integer.parseInt(new String(start, 9, 3, StandardCharsets.ISO_8859_1)),
                    Arrays.copyOfRange(rest, head + 4, rest.length));
        } catch (IOException | StringIndexOutOfBoundsException rejected) {
            begun.countDown();
            return new SlowReaderResponse(0, new byte[0]);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void readers_above_the_descriptor_limit_get_503(String transport)
            throws IOException, InterruptedException, ExecutionException {
        try (ServerFixture server = start(transport, 60, "--max-connections=500")) {
            List<SlowReaderResponse> snapshot = slowReaders(server);

            for (int i = 0; i < snapshot.size(); i++) {
                assertTrue(
                        List.of(0, 200, 503).contains(snapshot.get(i).status()),
                        snapshot.get(i).status() + " " + server.log());
                if (snapshot.get(i).status() == 200) {
                    assertArrayEquals(content, snapshot.get(i).content(), "file " + i % FILES);
                }
            }
            assertTrue(snapshot.stream().anyMatch(one -> one.status() == 200), "no client is served");
            assertTrue(snapshot.stream().anyMatch(one -> one.status() != 200), "60 clients and 40 files are too many");
            assertServesAgain(server);
        }
    }

    private static List<SlowReaderResponse> slowReaders(ServerFixture server)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            CountDownLatch begun = new CountDownLatch(CLIENTS);
            List<Future<SlowReaderResponse>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String path = "/" + i % FILES + ".bin";
                clients.add(threads.submit(() -> readSlowly(server, path, begun)));
            }
            List<SlowReaderResponse> snapshot = new ArrayList<>();
            for (Future<SlowReaderResponse> client : clients) {
                snapshot.add(client.get());
            }
            return snapshot;
        } finally {
            threads.shutdown();
        }
    }

    /** All files are served, and only the expected lines are logged. */
    private static void assertServesAgain(ServerFixture server) throws IOException, InterruptedException {
        for (int i = 0; i < FILES; i++) {
            assertEquals(200, server.get("/" + i + ".bin"), server.log());
        }
        assertTrue(server.log().lines().count() <= LINES_AT_MOST, server.log());
        assertTrue(server.log().contains("too many"), server.log());
        server.signal("TERM");
        assertEquals(0, server.exitCode(), server.log());
    }

    /** Keeping directories open, compressing, listing and sending ranges all use descriptors. */
    @ParameterizedTest
    @CsvSource({"nio,30", "nio,40", "nio,128", "blocking,40", "virtual,40"})
    void requests_of_every_kind_succeed_with_small_limits(String transport, int limit)
            throws IOException, InterruptedException {
        try (ServerFixture server = start(
                transport,
                limit,
                "--listing",
                "--mount=/m='" + site + "'",
                "--access-log=json",
                "--access-log-file='" + tempDirectory.resolve(transport + limit + ".log") + "'")) {
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 2 * limit; i++) {
                idle.add(server.connect());
            }
            for (Socket socket : idle) {
                socket.close();
            }
            for (int i = 0; i < ROUNDS; i++) {
                for (String request : requests(i)) {
                    String response = exchange(server, request);
                    assertTrue(
                            response.isEmpty()
                                    || response.matches("(?s)HTTP/1\\.1 (20[06]|30[14]|40[0-9]|416|501|503) .*"),
                            () -> request + response + "\n" + log(server));
                }
            }
            assertEquals(200, server.getPatiently("/m/d1/sub/"), server.log());
            assertTrue(server.log().lines().count() <= LINES_AT_MOST, server.log());
            server.signal("TERM");
            assertEquals(0, server.exitCode(), server.log());
        }
    }

    private static List<String> requests(int number) {
        return Stream.of(
                        "GET /d# HTTP/1.1",
                        "GET /d#/ HTTP/1.1",
                        "GET /m/d#/?sort=time HTTP/1.1\r\nAccept: application/json",
                        "GET /d#/sub/ HTTP/1.1",
                        "GET /m/d#/link HTTP/1.1",
                        "GET /d#/text.txt HTTP/1.1\r\nAccept-Encoding: gzip, br, zstd",
                        "GET /#.bin HTTP/1.1\r\nRange: bytes=0-9,6000000-",
                        "GET /#.bin HTTP/1.1\r\nRange: bytes=99999999-",
                        "GET /#.bin HTTP/1.1\r\nIf-None-Match: *",
                        "HEAD /m/#.bin HTTP/1.1",
                        "GET /none# HTTP/1.1\r\nAccept: application/problem+json",
                        "POST /#.bin HTTP/1.1\r\nContent-Length: 0",
                        "GET /%zz HTTP/1.1",
                        "BREW / HTTP/1.1")
                .map(start -> start.replace("#", Integer.toString(number)) + "\r\nHost: a\r\nConnection: close\r\n\r\n")
                .toList();
    }

    private static String exchange(ServerFixture server, String request) throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String log(ServerFixture server) {
        try {
            return server.log();
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Test
    void too_low_limit_fails_the_start_with_one_line() {
        String sent = assertThrows(IOException.class, () -> start("nio", 14)).getMessage();

        String[] lines = sent.substring(sent.indexOf("roundhouse:")).split("\n");
        assertEquals(1, lines.length, Arrays.toString(lines));
        assertTrue(lines[0].contains("The open-file limit of ") && lines[0].contains("ulimit -n"), sent);
    }
}
