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
import java.util.concurrent.locks.LockSupport;
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

    /** How much longer the requests of the other client may take under attack than next to a busy client that keeps the rules. */
    private static final int SLOWER = 2;

    /**
     * After each batch of frames. This machine is also that of the attacker, who must not take the processors away from the server: these are
     * still some 60,000 streams or frames a second.
     */
    private static final long PAUSE_NANOS = 1_000_000;

    /** Long for the tokens of an attacker, who shares the processors with the server. */
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A machine with few processors has its moments: the best of these rounds counts. */
    private static final int ROUNDS = 3;

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
        return Stream.of(System.getProperty("faults.transports", "nio,blocking,virtual")
                        .split(","))
                .flatMap(transport -> Stream.of(Http2Attack.values()).map(attack -> Arguments.of(transport, attack)));
    }

    /** Repeats a load, on a new connection when the server has ended one, until it is stopped. */
    private static final class Repetition implements AutoCloseable {
        private final ServerFixture server;
        private final Http2Load load;
        private final Thread thread = new Thread(this::repeat, "load");
        private volatile FrameClient client;
        private volatile boolean stopped;
        private final EnumSet<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        private int connections;
        private volatile int ended;

        Repetition(ServerFixture server, Http2Load load) {
            this.server = server;
            this.load = load;
            thread.start();
        }

        private void repeat() {
            while (!stopped) {
                connections++;
                try (FrameClient next = load.connect(server)) {
                    client = next;
                    while (!stopped && !hasFailed(next)) {
                        load.proceed(next);
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                    ended += hasFailed(next) && !stopped ? 1 : 0;
                } catch (IOException closed) {
                    ended += stopped ? 0 : 1;
                }
                if (client != null && client.goAway() != null) {
                    codes.add(client.goAway());
                }
            }
        }

        /** A GOAWAY without an error lets the streams in progress go on, and so the attack. */
        private static boolean hasFailed(FrameClient client) {
            return client.hasEnded() || (client.goAway() != null && client.goAway() != ErrorCode.NO_ERROR);
        }

        /** How long the requests of another client take meanwhile. */
        Latency measureOther() throws IOException {
            return Latency.measure(server, SECONDS);
        }

        /** Waits until the server has ended a connection. */
        void awaitEnd() throws InterruptedException {
            long end = System.nanoTime() + END_NANOS;
            while (ended == 0 && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
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

    /** How long the requests of another client take, in microseconds. */
    private record Latency(long p50, long p99) {
        static Latency measure(ServerFixture server, long seconds) throws IOException {
            long[] sorted = latencies(server, TimeUnit.SECONDS.toNanos(seconds));
            return new Latency(sorted[sorted.length / 2], sorted[sorted.length * 99 / 100]);
        }

        @Override
        public String toString() {
            return p50 + "/" + p99;
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

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("attacks")
    void attack_costs_little_memory_and_leaves_time_for_other_clients(String transport, Http2Attack attack)
            throws IOException, InterruptedException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        String heap = "-XX:+UseSerialGC -Xmx" + (MEMORY >> 20) + "m";
        String h2c = ServerFixture.isSecure() ? "" : "--h2c";
        try (ServerFixture server = ServerFixture.start(site, tempDirectory, transport, "true", heap, h2c)) {
            Latency busy = nextToBusyClient(server);
            long heapBefore = server.liveHeap();
            long residentBefore = server.residentKiB();
            long cpuBefore = server.cpuMillis();
            Repetition attacks = new Repetition(server, attack);
            Latency alone;
            Latency attacked;
            long live;
            long resident;
            try (attacks) {
                attacked = attacks.measureOther();
                resident = server.residentKiB() - residentBefore;
                live = server.liveHeap() - heapBefore;
                if (!WAITING.contains(attack)) {
                    attacks.awaitEnd();
                }
            }
            long cpu = server.cpuMillis() - cpuBefore;
            alone = Latency.measure(server, 1);
            System.out.printf(
                    "[faults] %s %s: p50/p99 in microseconds alone %s, next to a busy client %s, under attack %s;"
                            + " %d connections, %d were ended %s; heap in use %+d KiB, resident %+d KiB, %d ms of CPU%n",
                    transport,
                    attack,
                    alone,
                    busy,
                    attacked,
                    attacks.connections,
                    attacks.ended,
                    attacks.codes,
                    live >> 10,
                    resident,
                    cpu);
            assertTrue(live < MEMORY / 2, () -> "heap in use grew by " + live);
            assertTrue(resident << 10 < MEMORY, () -> "resident memory grew by " + resident + " KiB");
            assertTrue(WAITING.contains(attack) || attacks.ended > 0, "the server has not ended the connection");
            if (attacked.p99() > SLOWER * Math.max(alone.p99(), busy.p99())) {
                repeat(server, attack);
            }
            assertEquals("", server.log());
            assertEquals(200, server.get("/small.txt"));
        }
    }

    private static Latency nextToBusyClient(ServerFixture server) throws IOException {
        try (Repetition busy = new Repetition(server, Http2Load.BUSY)) {
            Latency latency = busy.measureOther();
            assertEquals(0, busy.ended, "the server has ended a client that keeps the rules");
            return latency;
        }
    }

    /** Compares the attack with the busy client again. */
    private static void repeat(ServerFixture server, Http2Attack attack) throws IOException {
        for (int round = 2; ; round++) {
            Latency busy = nextToBusyClient(server);
            Latency attacked;
            try (Repetition attacks = new Repetition(server, attack)) {
                attacked = attacks.measureOther();
            }
            System.out.printf("[faults] again: next to a busy client %s, under attack %s%n", busy, attacked);
            if (attacked.p99() <= SLOWER * busy.p99()) {
                return;
            }
            assertTrue(round < ROUNDS, () -> "p99 under attack " + attacked.p99() + " instead of " + busy.p99());
        }
    }
}
