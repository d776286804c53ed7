package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ArrivalRate;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.WarmUp;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import dev.roundhouse.http.lab.result.TimelinePoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Tests the load runner with servers that are correct, wrong, slow or unavailable. */
class LoadRunnerTest {
    private static LoadReport measure(LoadSpec spec) throws IOException {
        LoadEvent last = run(spec);
        assertEquals(LoadEvent.LoadEventType.DONE, last.kind(), last.detail());
        return last.report();
    }

    private static LoadEvent run(LoadSpec spec) throws IOException {
        try (LoadRunner loadRunner = new LoadRunner(spec, event -> {})) {
            return loadRunner.run();
        }
    }

    private static Histogram histogram(String encoded) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void counts_correct_responses_and_their_bytes() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().correct() > 0);
            assertEquals(5 * report.responses().correct(), report.bodyBytes());
            assertEquals(report.achieved(), report.offered());
            assertEquals(
                    report.responses().correct(),
                    histogram(report.correctedLatency()).getTotalCount());
            assertEquals(report.correctedLatency(), report.uncorrectedLatency());
            assertEquals(2, server.connections.get());
            assertFalse(report.timeline().isEmpty());
        }
    }

    @Test
    void pipelines_requests() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 8, false, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().correct() > 16);
        }
    }

    @Test
    void unanswered_pipelined_requests_are_resent_on_a_new_connection() throws Exception {
        String last = LoadSpecs.RESPONSE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (StubServer server = new StubServer((number, head, out) -> {
            write(out, number == 5 ? last : LoadSpecs.RESPONSE);
            return number < 5;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 3, false, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            // The test server closes with unread requests, so a reset may truncate the last response.
            assertTrue(report.responses().correct() > 5);
            assertEquals(0, report.responses().wrong() + report.responses().timedOut());
            assertTrue(server.connections.get() > 2);
        }
    }

    @Test
    void opens_a_connection_per_request_if_configured() throws Exception {
        AtomicInteger more = new AtomicInteger();
        AtomicInteger withoutClose = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            more.addAndGet(number - 1);
            withoutClose.addAndGet(head.contains("Connection: close") ? 0 : 1);
            write(out, LoadSpecs.RESPONSE);
            return false;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(4, 1, true, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().correct() > 4);
            assertEquals(0, more.get());
            assertEquals(0, withoutClose.get());
        }
    }

    @Test
    void notes_server_that_does_not_close_after_last_response() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, true, 0, 0);
            Timing shortTimeout = new Timing(WarmUp.NONE, 0.5, 100);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, shortTimeout));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().reasons().keySet().stream().anyMatch(reason -> reason.contains("left a")));
        }
    }

    @Test
    void counts_wrong_status() throws Exception {
        assertWrong("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello", "status 404 instead of 200");
    }

    @Test
    void counts_wrong_content() throws Exception {
        assertWrong("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo", "content with another checksum");
        assertWrong("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhell", "content of 4 bytes instead of 5");
    }

    private static void assertWrong(String response, String reason) throws Exception {
        try (StubServer server = StubServer.always(response)) {
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertEquals(0, report.responses().correct());
            assertTrue(report.responses().wrong() > 0);
            assertEquals(
                    report.responses().wrong(), report.responses().reasons().get(reason));
        }
    }

    @Test
    void counts_truncated_response_and_reconnects() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> {
            write(out, number == 3 ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe" : LoadSpecs.RESPONSE);
            return number != 3;
        })) {
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().failed() > 1, report.responses().toString());
            assertTrue(report.responses().correct() > report.responses().failed());
            assertTrue(
                    report.responses().reasons().keySet().stream().anyMatch(reason -> reason.contains("ended before")));
        }
    }

    @Test
    void counts_timeouts() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> true)) {
            Timing shortTimeout = new Timing(WarmUp.NONE, 0.3, 100);
            LoadReport report = measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, shortTimeout));

            assertEquals(0, report.responses().correct());
            assertTrue(report.responses().timedOut() >= 2);
            assertEquals(
                    report.responses().timedOut(),
                    histogram(report.correctedLatency()).getTotalCount());
        }
    }

    @Test
    void counts_requests_that_were_never_sent() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> true)) {
            Timing shortTimeout = new Timing(WarmUp.NONE, 0.3, 100);
            LoadReport report = measure(
                    LoadSpecs.spec(server.port(), LoadSpecs.TWO, new ArrivalRate(1000, false, 1), shortTimeout));

            assertIsAbout(300, report.responses().timedOut());
            assertTrue(report.responses().reasons().containsKey("not sent in time, as no connection was free"));
            assertEquals(
                    report.responses().timedOut(),
                    histogram(report.correctedLatency()).getTotalCount());
        }
    }

    @Test
    void sends_requests_at_the_given_rate() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            LoadReport report = measure(
                    LoadSpecs.spec(server.port(), LoadSpecs.TWO, new ArrivalRate(200, false, 1), LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertIsAbout(60, report.responses().correct());
        }
    }

    /** The measurement starts between two due times, so it may contain one request more or less. */
    private static void assertIsAbout(long expected, long actual) {
        assertTrue(Math.abs(expected - actual) <= 1, actual + " instead of " + expected);
    }

    /** Proof against coordinated omission: while one request stalls, many others are due. */
    @Test
    void stall_is_recorded_for_all_scheduled_requests() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> {
            if (number == 100) {
                Thread.sleep(300);
            }
            write(out, LoadSpecs.RESPONSE);
            return true;
        })) {
            ConnectionProfile one = new ConnectionProfile(1, 1, false, 0, 0);
            Timing second = new Timing(WarmUp.NONE, 1, 5_000);
            LoadReport report = measure(LoadSpecs.spec(server.port(), one, new ArrivalRate(500, false, 1), second));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            long corrected = slow(report.correctedLatency());
            long uncorrected = slow(report.uncorrectedLatency());
            assertTrue(uncorrected >= 1);
            assertTrue(corrected > 10 * uncorrected, corrected + " against " + uncorrected);
        }
    }

    private static long slow(String encoded) throws DataFormatException {
        Histogram histogram = histogram(encoded);
        return histogram.getCountBetweenValues(100 * NanoClock.MILLISECOND, histogram.getMaxValue());
    }

    @Test
    void idle_and_slow_connections_run_alongside_active_ones() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, false, 20, 3);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertEquals(25, server.connections.get());
        }
    }

    @Test
    void reconnects_closed_idle_connections() throws Exception {
        AtomicInteger responses = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            write(out, LoadSpecs.RESPONSE);
            // The first connections are the idle ones.
            return responses.incrementAndGet() > 4 || number > 1;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, false, 4, 0);
            // Longer than the delay before a reconnect.
            Timing timing = new Timing(WarmUp.NONE, 2.5, 5_000);
            LoadReport report = measure(LoadSpecs.spec(server.port(), connectionProfile, LoadSpecs.CLOSED, timing));

            assertTrue(report.responses().correct() > 0);
            assertTrue(server.connections.get() > 6, server.connections.get() + " connections");
        }
    }

    @Test
    void sends_requests_in_rotation() throws Exception {
        AtomicInteger otherCount = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            boolean other = head.startsWith("HEAD /other ");
            otherCount.addAndGet(other ? 1 : 0);
            write(out, other ? "HTTP/1.1 204 No Content\r\n\r\n" : LoadSpecs.RESPONSE);
            return true;
        })) {
            RequestSpec other = new RequestSpec("HEAD", "/other", List.of(), 204, 0, 0);
            LoadSpec spec = new LoadSpec(
                    "127.0.0.1",
                    server.port(),
                    List.of(LoadSpecs.request(LoadSpecs.CONTENT), other),
                    Handshakes.NONE,
                    new ConnectionProfile(1, 1, false, 0, 0),
                    LoadSpecs.CLOSED,
                    LoadSpecs.SHORT);
            LoadReport report = measure(spec);

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(Math.abs(server.requests.get() - 2 * otherCount.get()) <= 1);
        }
    }

    @Test
    void warms_up_until_the_minimum_number_of_responses() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            Timing timing = new Timing(new WarmUp(30, 0, 200), 0.3, 5_000);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, new ArrivalRate(100, false, 1), timing));

            double warm = report.timeline().stream()
                    .filter(TimelinePoint::isWarmUp)
                    .mapToDouble(TimelinePoint::second)
                    .max()
                    .orElseThrow();
            assertTrue(warm > 1.5, "200 responses at 100 per second, after " + warm);
        }
    }

    @Test
    void warm_up_ends_when_steady_or_at_its_maximum() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.RESPONSE)) {
            Timing timing = new Timing(new WarmUp(3, 0.2, 0), 0.3, 5_000);
            LoadReport report =
                    measure(LoadSpecs.spec(server.port(), LoadSpecs.TWO, new ArrivalRate(100, false, 1), timing));

            assertTrue(report.timeline().get(0).isWarmUp());
            assertTrue(report.timeline().stream().anyMatch(point -> !point.isWarmUp()));
            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        }
    }

    @Test
    void fails_if_the_server_is_unavailable() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        LoadEvent event = run(LoadSpecs.spec(port, LoadSpecs.TWO, LoadSpecs.CLOSED, new Timing(WarmUp.NONE, 1, 100)));

        assertEquals(LoadEvent.LoadEventType.FAILED, event.kind());
        assertTrue(event.detail().contains("connection refused"), event.detail());
    }

    @Test
    void invalid_load_spec_is_rejected() {
        assertRejected(new ConnectionProfile(0, 1, false, 0, 0), LoadSpecs.request(""));
        assertRejected(new ConnectionProfile(1, 0, false, 0, 0), LoadSpecs.request(""));
        assertRejected(LoadSpecs.TWO, new RequestSpec("GET", "no path", List.of(), 200, 0, 0));
        assertRejected(LoadSpecs.TWO, new RequestSpec("GET", "/", List.of("no field"), 200, 0, 0));
    }

    private static void assertRejected(ConnectionProfile connectionProfile, RequestSpec requestSpec) {
        LoadSpec spec = new LoadSpec(
                "127.0.0.1",
                1,
                List.of(requestSpec),
                Handshakes.NONE,
                connectionProfile,
                LoadSpecs.CLOSED,
                LoadSpecs.SHORT);
        assertThrows(IllegalArgumentException.class, () -> run(spec));
    }
}
