package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow, malicious, disconnecting and too many clients of the program as a process. Takes minutes, so it has its own profile. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class FaultTest {
    private static final String GET = "GET /small.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_LARGE = "GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int LARGE = 50 << 20;

    /** The memory by which caches may still grow. */
    private static final long HEAP_MARGIN = 6 << 20;

    @TempDir
    static Path tempDirectory;

    private static Path site;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        Files.writeString(site.resolve("small.txt"), "x".repeat(1024));
        Files.write(site.resolve("large.bin"), new byte[LARGE]);
        Files.write(site.resolve("medium.bin"), new byte[10 << 20]);
    }

    private static ServerFixture start(String transport, String limits, String jvmFlags, String... options)
            throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        return ServerFixture.start(site, tempDirectory, transport, limits, jvmFlags, options);
    }

    private static void report(String transport, String metrics) {
        System.out.println("[faults] " + transport + ": " + metrics);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean becomes(BooleanSupplier condition, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    /** The sorted latencies, in microseconds, of sequential requests on one connection. */
    private static long[] latencies(ServerFixture server, int count) throws IOException {
        long[] micros = new long[count];
        byte[] buffer = new byte[4096];
        try (Socket socket = server.connect()) {
            InputStream input = socket.getInputStream();
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                send(socket, GET);
                int got = 0;
                while (got < 1024
                        || !new String(buffer, 0, 15, StandardCharsets.ISO_8859_1).equals("HTTP/1.1 200 OK")) {
                    got += input.read(buffer, got, buffer.length - got);
                }
                micros[i] = (System.nanoTime() - begin) / 1000;
                drain(input, buffer, got);
            }
        }
        Arrays.sort(micros);
        return micros;
    }

    /** Reads the rest of a small response. */
    private static void drain(InputStream input, byte[] buffer, int got) throws IOException {
        String text = new String(buffer, 0, got, StandardCharsets.ISO_8859_1);
        int left = text.indexOf("\r\n\r\n") + 4 + 1024 - got;
        input.readNBytes(Math.max(0, left));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void slow_heads_and_slow_readers_do_not_disturb_a_healthy_client(String transport)
            throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "ulimit -n 4096", "")) {
            latencies(server, 3000);
            long[] alone = latencies(server, 3000);
            int filesBefore = server.openFiles();
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                Socket socket = server.connect();
                send(socket, "GET / HTTP/1.1\r\nHo");
                slow.add(socket);
            }
            for (int i = 0; i < 200; i++) {
                Socket socket = server.connect();
                send(socket, GET_LARGE);
                slow.add(socket);
            }
            for (Socket socket : slow.subList(500, 700)) {
                socket.getInputStream().readNBytes(4096);
            }
            long[] loaded = latencies(server, 3000);
            report(
                    transport,
                    "p50/p99 in microseconds, alone " + alone[1500] + "/" + alone[2970] + ", next to 700 slow ones "
                            + loaded[1500] + "/" + loaded[2970] + "; threads " + server.threads() + ", resident "
                            + server.residentKiB() / 1024 + " MiB, open files " + server.openFiles());
            assertEquals(200, server.get("/small.txt"));
            assertTrue(becomes(() -> countClosed(slow.subList(0, 500)) == 500, 20), "slow heads are still there");
            for (Socket socket : slow) {
                socket.close();
            }
            assertTrue(
                    becomes(() -> server.openFiles() <= filesBefore + 2, 20),
                    () -> filesBefore + " open files before, now " + server.openFileNames());
            assertEquals("", server.log());
        }
    }

    private static int countClosed(List<Socket> sockets) {
        int closed = 0;
        for (Socket socket : sockets) {
            try {
                socket.setSoTimeout(1);
                if (socket.getInputStream().readNBytes(5000).length >= 0) {
                    closed++;
                }
            } catch (java.net.SocketTimeoutException open) {
                // Not yet.
            } catch (IOException reset) {
                closed++;
            }
        }
        return closed;
    }

    @Test
    void ten_thousand_idle_connections_cost_little_on_nio() throws IOException, InterruptedException {
        try (ServerFixture server = start("nio", "ulimit -n 20000", "-XX:+UseSerialGC")) {
            latencies(server, 2000);
            long heapBefore = server.liveHeap();
            long residentBefore = server.residentKiB();
            List<Socket> idle = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                Socket socket = server.connect();
                send(socket, GET);
                idle.add(socket);
            }
            for (Socket socket : idle) {
                socket.getInputStream().readNBytes(1024);
            }
            long[] loaded = latencies(server, 2000);
            long resident = server.residentKiB() - residentBefore;
            long heap = (server.liveHeap() - heapBefore) / idle.size();
            long cpu = server.cpuMillis();
            Thread.sleep(2000);
            report(
                    "nio",
                    "10,000 idle connections: " + heap + " bytes of heap each, " + resident / 1024
                            + " MiB resident more in all, " + (server.cpuMillis() - cpu)
                            + " ms of CPU in 2 s; next to them p99 "
                            + loaded[1980] + " microseconds");
            int limit = ServerFixture.isSecure() ? 8192 : 2048;
            assertTrue(heap < limit, () -> heap + " bytes each");
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void server_recovers_from_descriptor_exhaustion_without_busy_loop(String transport)
            throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "ulimit -n 128", "")) {
            assertEquals(200, server.get("/small.txt"));
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                clients.add(server.connect());
            }
            Thread.sleep(1000);
            long cpu = server.cpuMillis();
            Thread.sleep(3000);
            long used = server.cpuMillis() - cpu;
            for (Socket client : clients) {
                client.close();
            }
            long begin = System.nanoTime();
            assertTrue(becomes(() -> server.get("/small.txt") == 200, 2), "not healthy after two seconds");
            report(
                    transport,
                    "128 descriptors, 500 clients: " + used + " ms of CPU in 3 s, healthy after "
                            + (System.nanoTime() - begin) / 1_000_000 + " ms");
            assertTrue(used < 600, () -> used + " ms of CPU");
            assertTrue(server.log().lines().count() <= 3, server.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void aborted_downloads_leave_no_open_files(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "ulimit -n 4096", "")) {
            server.get("/small.txt");
            int before = server.openFiles();
            for (int i = 0; i < 1000; i++) {
                try (Socket socket = server.connect()) {
                    send(socket, GET_LARGE);
                    socket.getInputStream().readNBytes(100_000);
                }
            }
            assertTrue(becomes(() -> server.openFiles() <= before + 2, 10), () -> "open files: " + server.openFiles());
            report(transport, "1,000 aborted downloads: open files before " + before + ", after " + server.openFiles());
            assertEquals("", server.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void small_heap_suffices_for_large_files_and_listings(String transport) throws Exception {
        Path many = Files.createDirectories(site.resolve("many"));
        for (int i = 0; i < 100_000; i++) {
            many.resolve("a-name-of-usual-length-" + i + ".txt").toFile().createNewFile();
        }
        try (ServerFixture server = start(transport, "ulimit -n 4096", "-Xmx64m", "--listing")) {
            long begin = System.nanoTime();
            ExecutorService clients = Executors.newFixedThreadPool(64);
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                String path = i % 4 == 0 ? "/many/?sort=" + (i % 8 == 0 ? "time" : "name") : "/medium.bin";
                statuses.add(clients.submit(() -> server.getPatiently(path)));
            }
            for (Future<Integer> status : statuses) {
                assertEquals(200, status.get());
            }
            clients.shutdown();
            report(
                    transport,
                    "64 clients on 10 MiB files and listings of 100,000 entries with a heap of 64 MiB: "
                            + (System.nanoTime() - begin) / 1_000_000_000 + " s, resident "
                            + server.residentKiB() / 1024
                            + " MiB");
            assertEquals("", server.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void server_survives_a_minute_of_mutated_bytes(String transport) throws IOException, InterruptedException {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        try (ServerFixture server = start(transport, "ulimit -n 4096", "")) {
            latencies(server, 1000);
            int filesBefore = server.openFiles();
            long heapBefore = server.liveHeap();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            int count = 0;
            while (System.nanoTime() < end) {
                String response = exchange(server, mutated(random));
                assertFalse(response.startsWith("HTTP/1.1 500"), () -> "seed " + seed + ": " + response);
                count++;
            }
            assertTrue(
                    becomes(() -> server.openFiles() <= filesBefore + 2, 40),
                    () -> "open files: " + server.openFiles());
            long heap = server.liveHeap();
            report(
                    transport,
                    count + " mutated requests, seed " + seed + "; heap in use " + heapBefore / 1024 + " KiB before, "
                            + heap / 1024 + " KiB after");
            assertTrue(heap <= heapBefore + HEAP_MARGIN, "the heap grew");
            assertEquals("", server.log());
        }
    }

    private static byte[] mutated(SplittableRandom random) {
        String[] seeds = {
            GET,
            GET + GET,
            "POST /small.txt HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "GET /small.txt HTTP/1.1\r\nHost: a\r\nRange: bytes=0-9,20-\r\nIf-None-Match: \"a\", W/\"b\"\r\n\r\n",
            "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0.5\r\n\r\n",
        };
        byte[] bytes = seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(5); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(10) == 0
                ? random.ints(200)
                        .collect(
                                java.io.ByteArrayOutputStream::new,
                                (out, value) -> out.write(value),
                                (one, other) -> one.writeBytes(other.toByteArray()))
                        .toByteArray()
                : bytes;
    }

    /** Sends, ends, and reads what comes. */
    private static String exchange(ServerFixture server, byte[] bytes) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException | SSLException reset) {
            return "";
        }
    }
}
