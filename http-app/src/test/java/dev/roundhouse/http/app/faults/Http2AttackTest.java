package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.h2.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on HTTP/2, next to a client that measures how long its requests take. In clear, or over TLS with {@code faults.tls}. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class Http2AttackTest {
    private static final long SECONDS = Long.getLong("faults.attackSeconds", 3);
    private static final int REQUESTS = 1000;

    /** What an attack may cost in memory, of which the server has that much. */
    private static final long MEMORY = 64L << 20;

    /** So slow that a busy machine is no explanation. */
    private static final long SLOW_MICROS = 500_000;

    /** Those that cost nothing as long as the connection lasts: it ends by its timeouts. */
    private static final Set<Http2Attack> WAITING = EnumSet.of(
            Http2Attack.LARGE_FIELDS_ON_BLOCKED_STREAMS,
            Http2Attack.STREAMS_WITHOUT_WINDOW,
            Http2Attack.UNREAD_STREAMS,
            Http2Attack.UNREAD_HEADS,
            Http2Attack.UNREAD_SMALL_FILES,
            Http2Attack.UNREAD_PINGS,
            Http2Attack.UNREAD_SETTINGS,
            Http2Attack.UNREAD_RESETS);

    @TempDir
    static Path tempDirectory;

    private static Path site;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        Files.writeString(site.resolve("small.txt"), "x".repeat(1024));
        Files.write(site.resolve("large.bin"), new byte[50 << 20]);
    }

    static Stream<Arguments> attacks() {
        return Stream.of("nio", "blocking", "virtual")
                .flatMap(transport -> Stream.of(Http2Attack.values()).map(attack -> Arguments.of(transport, attack)));
    }

    /** Repeats an attack on new connections until it is stopped. */
    private static final class Attacker implements AutoCloseable {
        private final ServerFixture server;
        private final Http2Attack attack;
        private final Thread thread = new Thread(this::repeat, "attacker");
        private volatile FrameClient client;
        private volatile boolean stopped;
        private final EnumSet<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        private int connections;
        private volatile int ended;

        Attacker(ServerFixture server, Http2Attack attack) {
            this.server = server;
            this.attack = attack;
            thread.start();
        }

        private void repeat() {
            while (!stopped) {
                connections++;
                try (FrameClient next = attack.connect(server)) {
                    client = next;
                    while (!stopped && next.goAway() == null) {
                        attack.proceed(next);
                    }
                    ended += next.goAway() == null ? 0 : 1;
                } catch (IOException closed) {
                    ended++;
                }
                if (client != null && client.goAway() != null) {
                    codes.add(client.goAway());
                }
            }
        }

        @Override
        public void close() throws IOException {
            stopped = true;
            client.close();
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long[] latencies(ServerFixture server, long atLeastNanos) throws IOException {
        long end = System.nanoTime() + atLeastNanos;
        long[] micros = new long[1 << 20];
        int count = 0;
        try (FrameClient client = new FrameClient(server.connectHttp2())) {
            while (count < micros.length && (count < REQUESTS || System.nanoTime() < end)) {
                micros[count++] = client.exchangeMicros("/small.txt");
            }
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100];
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("attacks")
    void attack_costs_little_memory_and_leaves_time_for_other_clients(String transport, Http2Attack attack)
            throws IOException, InterruptedException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        String heap = "-XX:+UseSerialGC -Xmx" + (MEMORY >> 20) + "m";
        String h2c = ServerFixture.isSecure() ? "" : "--h2c";
        try (ServerFixture server = ServerFixture.start(site, tempDirectory, transport, "true", heap, h2c)) {
            latencies(server, TimeUnit.SECONDS.toNanos(1));
            long[] alone = latencies(server, TimeUnit.SECONDS.toNanos(1));
            long heapBefore = server.liveHeap();
            long residentBefore = server.residentKiB();
            long cpuBefore = server.cpuMillis();
            Attacker attacker = new Attacker(server, attack);
            long[] loaded;
            long live;
            long resident;
            try (attacker) {
                loaded = latencies(server, TimeUnit.SECONDS.toNanos(SECONDS));
                resident = server.residentKiB() - residentBefore;
                live = server.liveHeap() - heapBefore;
            }
            System.out.printf(
                    "[faults] %s %s: p50/p99 in microseconds alone %d/%d, under attack %d/%d; %d connections, %d were"
                            + " ended %s; heap in use %+d KiB, resident %+d KiB, %d ms of CPU%n",
                    transport,
                    attack,
                    percentile(alone, 50),
                    percentile(alone, 99),
                    percentile(loaded, 50),
                    percentile(loaded, 99),
                    attacker.connections,
                    attacker.ended,
                    attacker.codes,
                    live >> 10,
                    resident,
                    server.cpuMillis() - cpuBefore);
            assertTrue(live < MEMORY / 2, () -> "heap in use grew by " + live);
            assertTrue(resident << 10 < MEMORY, () -> "resident memory grew by " + resident + " KiB");
            assertTrue(percentile(loaded, 99) < SLOW_MICROS, () -> "p99 " + percentile(loaded, 99));
            assertTrue(WAITING.contains(attack) || attacker.ended > 0, "the server has not ended the connection");
            assertEquals("", server.log());
            assertEquals(200, server.get("/small.txt"));
        }
    }
}
