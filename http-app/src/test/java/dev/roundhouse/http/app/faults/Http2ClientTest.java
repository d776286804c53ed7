package dev.roundhouse.http.app.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/2 that the limits against attacks must not end, and slow ones that the timeouts end. */
@Tag("faults")
@EnabledOnOs(OS.LINUX)
class Http2ClientTest {
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int LARGE = 20 << 20;

    @TempDir
    static Path tempDirectory;

    private static Path site;

    @BeforeAll
    static void makeSite() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        Files.writeString(site.resolve("small.txt"), "x".repeat(1024));
        Files.write(site.resolve("large.bin"), new byte[LARGE]);
    }

    private static ServerFixture start(String transport, String... options) throws IOException {
        assumeTrue(!transport.equals("virtual") || Runtime.version().feature() >= 21);
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = ServerFixture.isSecure() ? "" : "--h2c";
        return ServerFixture.start(site, tempDirectory, transport, "true", "-XX:+UseSerialGC", all);
    }

    /** Reads a response, and gives each DATA frame back at once: to its stream, and to the connection. */
    private static long readWithUpdates(FrameClient client, int stream) throws IOException {
        long content = 0;
        while (true) {
            FrameClient.ServerFrame frame = client.read();
            assertNotEquals(FrameType.RST_STREAM, frame.type());
            if (frame.type() == FrameType.DATA) {
                int bytes = frame.payload().length;
                content += bytes;
                if (bytes > 0) {
                    client.send(FrameWriter.windowUpdate(stream, bytes), FrameWriter.windowUpdate(0, bytes));
                }
            }
            if (frame.streamId() == stream && frame.endsStream()) {
                return content;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void updates_of_two_windows_after_each_frame_are_no_flood(String transport) throws IOException {
        try (ServerFixture server = start(transport);
                FrameClient client = new FrameClient(server.connectHttp2(), INITIAL_WINDOW_SIZE, 2048)) {
            for (int i = 0; i < 4; i++) {
                int stream = client.nextStream();
                client.send(FrameClient.get(stream, "/large.bin"));
                assertEquals(LARGE, readWithUpdates(client, stream));
            }
            assertNull(client.goAway());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void windows_of_a_browser_are_used(String transport) throws IOException {
        try (ServerFixture server = start(transport);
                FrameClient client = new FrameClient(server.connectHttp2(), INITIAL_WINDOW_SIZE, 6 << 20)) {
            client.send(FrameWriter.windowUpdate(0, (15 << 20) - 65_535));
            int stream = client.nextStream();
            client.send(FrameClient.get(stream, "/large.bin"));
            long content = 0;
            while (content < 6 << 20) {
                FrameClient.ServerFrame frame = client.read();
                content += frame.type() == FrameType.DATA ? frame.payload().length : 0;
            }
            assertEquals(6 << 20, content);
            client.send(FrameWriter.windowUpdate(stream, LARGE), FrameWriter.windowUpdate(0, LARGE));
            assertTrue(client.readToEnd(stream).endsStream());
        }
    }

    /** A page that is left while it loads, again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void a_hundred_canceled_requests_at_a_time_are_no_flood(String transport) throws IOException {
        try (ServerFixture server = start(transport);
                FrameClient client = new FrameClient(server.connectHttp2())) {
            for (int page = 0; page < 8; page++) {
                int first = client.lastStream() + 2;
                for (int i = 0; i < 100; i++) {
                    client.send(FrameClient.get(client.nextStream(), "/large.bin"));
                }
                for (int i = 0; i < 100; i++) {
                    client.send(FrameWriter.resetStream(first + 2 * i, ErrorCode.CANCEL));
                }
                client.send(FrameWriter.windowUpdate(0, 1 << 20));
                client.exchangeMicros("/small.txt");
            }
            assertNull(client.goAway());
        }
    }

    /** A client that measures the connection with a PING for each response, as some do. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void a_ping_with_each_small_response_is_no_flood(String transport) throws IOException {
        try (ServerFixture server = start(transport);
                FrameClient client = new FrameClient(server.connectHttp2())) {
            for (int i = 0; i < 5000; i++) {
                client.exchangeMicros("/small.txt");
                client.send(FrameWriter.ping(0, i), FrameClient.priorityUpdate(client.lastStream() + 2, "u=2"));
            }
            assertNull(client.goAway());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void a_slow_but_steady_reader_is_not_ended(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--write-timeout=5s", "--min-rate=1000");
                FrameClient client = new FrameClient(server.connectHttp2(), INITIAL_WINDOW_SIZE, 16 << 10)) {
            int stream = client.nextStream();
            client.send(FrameClient.get(stream, "/large.bin"));
            for (int i = 0; i < 8; i++) {
                TimeUnit.SECONDS.sleep(1);
                client.send(FrameWriter.windowUpdate(stream, 8 << 10), FrameWriter.windowUpdate(0, 8 << 10));
            }
            int content = 0;
            while (content < 64 << 10) {
                FrameClient.ServerFrame frame = client.read();
                assertNotEquals(FrameType.RST_STREAM, frame.type());
                content += frame.type() == FrameType.DATA ? frame.payload().length : 0;
            }
            assertNull(client.goAway());
        }
    }

    /** Each byte of a field block restarts no timeout. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void a_slow_field_block_ends_the_connection(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--header-timeout=2s");
                FrameClient client = new FrameClient(server.connectHttp2())) {
            client.readInBackground();
            int stream = client.nextStream();
            client.send(FrameWriter.frame(FrameType.HEADERS, 0, stream, new byte[0]));
            long begin = System.nanoTime();
            while (client.goAway() == null && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20)) {
                client.send(FrameWriter.frame(FrameType.CONTINUATION, 0, stream, new byte[] {0}));
                TimeUnit.MILLISECONDS.sleep(400);
            }
            assertEquals(ErrorCode.NO_ERROR, client.goAway());
        }
    }

    /** A hundred downloads whose windows open by one byte now and then. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "blocking", "virtual"})
    void streams_that_are_read_too_slowly_are_reset(String transport) throws IOException, InterruptedException {
        try (ServerFixture server = start(transport, "--write-timeout=2s");
                FrameClient client = new FrameClient(server.connectHttp2(), INITIAL_WINDOW_SIZE, 0)) {
            for (int i = 0; i < 100; i++) {
                client.send(FrameClient.get(client.nextStream(), "/large.bin"));
            }
            int resets = 0;
            while (resets < 100) {
                resets += client.read().type() == FrameType.RST_STREAM ? 1 : 0;
            }
            client.send(FrameWriter.settings(INITIAL_WINDOW_SIZE, 65_535));
            client.exchangeMicros("/small.txt");
            assertNull(client.goAway());
        }
    }
}
