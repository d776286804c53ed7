package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Full load for a long time: at the end the server must use as much memory and as many open files as after a tenth of the time.
 * {@code ./mvnw verify -Psoak} takes ten minutes for each transport; {@code -Dsoak.minutes=2} and {@code -Dsoak.transports=nio}
 * take less.
 */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class SoakTest {
    static final int LARGE = 20 << 20;
    private static final int CLIENTS = 16;
    private static final long SEED = 20261123;

    /** The allowed growth of the heap; it is small, as caches are full after the first tenth. */
    private static final long HEAP_MARGIN = 6L << 20;

    /** The allowed growth by the compiler and the C library, which do not release memory. */
    private static final long RESIDENT_MARGIN_KIB = 40L << 10;

    private static final int FILES_MARGIN = 2;

    @TempDir
    static Path tempDirectory;

    private static Path site;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        for (int i = 0; i < 50; i++) {
            Files.writeString(site.resolve("small-" + i + ".txt"), "soak ".repeat(100 + 50 * i));
        }
        Files.write(site.resolve("medium.bin"), new byte[1 << 20]);
        Files.write(site.resolve("large.bin"), new byte[LARGE]);
    }

    static List<String> transports() {
        return List.of(
                System.getProperty("soak.transports", "nio,blocking,virtual").split(","));
    }

    private record ResourceSample(long heap, long residentKiB, int files, int threads) {
        static ResourceSample of(ServerFixture server) throws IOException, InterruptedException {
            return new ResourceSample(server.liveHeap(), server.residentKiB(), server.openFiles(), server.threads());
        }

        @Override
        public String toString() {
            return "heap in use " + heap / 1024 + " KiB, resident " + residentKiB + " KiB, open files " + files
                    + ", threads " + threads;
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void memory_threads_and_descriptors_do_not_grow(String transport) throws Exception {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        Duration full = Duration.ofSeconds((long) (60 * Double.parseDouble(System.getProperty("soak.minutes", "10"))));
        String heap = "-Xms192m -Xmx192m -XX:+AlwaysPreTouch";
        try (ServerFixture server =
                ServerFixture.start(site, tempDirectory, transport, "ulimit -n 4096", heap, "--listing")) {
            Map<Integer, Long> statuses = new TreeMap<>();
            load(server, full.dividedBy(10), SEED, statuses);
            ResourceSample before = ResourceSample.of(server);
            load(server, full.minus(full.dividedBy(10)), SEED + CLIENTS, statuses);
            ResourceSample after = ResourceSample.of(server);
            long cpu = server.cpuMillis();
            System.out.println(
                    "[soak] " + transport + " on Java " + Runtime.version() + ", " + full + ": after a tenth " + before
                            + "; at the end " + after + "; responses " + statuses + "; CPU " + cpu / 1000 + " s");
            assertTrue(
                    statuses.keySet().stream().allMatch(status -> status < 500),
                    () -> "failed on the server's side: " + statuses);
            assertTrue(statuses.keySet().containsAll(List.of(200, 206, 304, 400, 404)), () -> "mix: " + statuses);
            assertFlat(before, after);
            assertEquals("", server.log());
        }
    }

    private static void assertFlat(ResourceSample before, ResourceSample after) {
        assertTrue(after.heap() <= before.heap() + HEAP_MARGIN, "the heap grew");
        assertTrue(after.residentKiB() <= before.residentKiB() + RESIDENT_MARGIN_KIB, "resident memory grew");
        assertTrue(after.files() <= before.files() + FILES_MARGIN, "open files grew");
    }

    private static void load(ServerFixture server, Duration time, long seed, Map<Integer, Long> statuses)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Map<Integer, Long>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                SoakClient client = new SoakClient(server, seed + i);
                clients.add(threads.submit(() -> client.run(() -> System.nanoTime() - end < 0)));
            }
            for (Future<Map<Integer, Long>> client : clients) {
                client.get().forEach((status, count) -> statuses.merge(status, count, Long::sum));
            }
        } finally {
            threads.shutdownNow();
        }
        Thread.sleep(2_000); // until the server has closed their connections
    }
}
