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
import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.WarmUp;
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

/** What the generator makes of servers that are right, wrong, late or gone. */
class LoadRunnerTest {
    private static LoadReport measure(LoadSpec order) throws IOException {
        LoadEvent last = carryOut(order);
        assertEquals(LoadEvent.LoadEventType.DONE, last.kind(), last.detail());
        return last.report();
    }

    private static LoadEvent carryOut(LoadSpec order) throws IOException {
        try (LoadRunner loadRunner = new LoadRunner(order, event -> {})) {
            return loadRunner.run();
        }
    }

    private static Histogram histogram(String encoded) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), 0);
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void counts_correct_answers_and_what_they_brought() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

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
    void keeps_several_requests_under_way_on_each_connection() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 8, false, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().correct() > 16);
        }
    }

    @Test
    void unanswered_pipelined_requests_are_resent_on_a_new_connection() throws Exception {
        String last = LoadSpecs.ANSWER.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        try (StubServer server = new StubServer((number, head, out) -> {
            say(out, number == 5 ? last : LoadSpecs.ANSWER);
            return number < 5;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 3, false, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            // The server of the test closes with requests unread, so that its system may cut the last answer short.
            assertTrue(report.responses().correct() > 5);
            assertEquals(0, report.responses().wrong() + report.responses().timedOut());
            assertTrue(server.connections.get() > 2);
        }
    }

    @Test
    void takes_a_connection_for_each_request_where_that_is_ordered() throws Exception {
        AtomicInteger more = new AtomicInteger();
        AtomicInteger unsaid = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            more.addAndGet(number - 1);
            unsaid.addAndGet(head.contains("Connection: close") ? 0 : 1);
            say(out, LoadSpecs.ANSWER);
            return false;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(4, 1, true, 0, 0);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().correct() > 4);
            assertEquals(0, more.get());
            assertEquals(0, unsaid.get());
        }
    }

    @Test
    void tells_that_a_server_does_not_close_after_its_last_answer() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, true, 0, 0);
            Timing impatient = new Timing(WarmUp.NONE, 0.5, 100);
            LoadReport report = measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, impatient));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(report.responses().reasons().keySet().stream().anyMatch(reason -> reason.contains("left a")));
        }
    }

    @Test
    void tells_a_wrong_status() throws Exception {
        assertWrong("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello", "status 404 instead of 200");
    }

    @Test
    void tells_wrong_content() throws Exception {
        assertWrong("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhallo", "content with another checksum");
        assertWrong("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhell", "content of 4 octets instead of 5");
    }

    private static void assertWrong(String response, String reason) throws Exception {
        try (StubServer server = StubServer.always(response)) {
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertEquals(0, report.responses().correct());
            assertTrue(report.responses().wrong() > 0);
            assertEquals(
                    report.responses().wrong(), report.responses().reasons().get(reason));
        }
    }

    @Test
    void tells_that_an_answer_was_cut_and_goes_on() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> {
            say(out, number == 3 ? "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe" : LoadSpecs.ANSWER);
            return number != 3;
        })) {
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().failed() > 1, report.responses().toString());
            assertTrue(report.responses().correct() > report.responses().failed());
            assertTrue(
                    report.responses().reasons().keySet().stream().anyMatch(reason -> reason.contains("ended before")));
        }
    }

    @Test
    void gives_up_what_is_not_answered_in_time() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> true)) {
            Timing impatient = new Timing(WarmUp.NONE, 0.3, 100);
            LoadReport report = measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, LoadSpecs.CLOSED, impatient));

            assertEquals(0, report.responses().correct());
            assertTrue(report.responses().timedOut() >= 2);
            assertEquals(
                    report.responses().timedOut(),
                    histogram(report.correctedLatency()).getTotalCount());
        }
    }

    @Test
    void counts_what_was_due_and_never_sent() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> true)) {
            Timing impatient = new Timing(WarmUp.NONE, 0.3, 100);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, new ArrivalRate(1000, false, 1), impatient));

            assertIsAbout(300, report.responses().timedOut());
            assertTrue(report.responses().reasons().containsKey("not sent in time, as no connection was free"));
            assertEquals(
                    report.responses().timedOut(),
                    histogram(report.correctedLatency()).getTotalCount());
        }
    }

    @Test
    void sends_as_many_requests_as_are_due() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            LoadReport report = measure(
                    LoadSpecs.order(server.port(), LoadSpecs.TWO, new ArrivalRate(200, false, 1), LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertIsAbout(60, report.responses().correct());
        }
    }

    /** The time that counts begins somewhere between two due times, and so may hold one more or less. */
    private static void assertIsAbout(long expected, long actual) {
        assertTrue(Math.abs(expected - actual) <= 1, actual + " and not " + expected);
    }

    /** The proof that nothing is left out: while one request stalls, many others are due. */
    @Test
    void stall_is_recorded_for_all_scheduled_requests() throws Exception {
        try (StubServer server = new StubServer((number, head, out) -> {
            if (number == 100) {
                Thread.sleep(300);
            }
            say(out, LoadSpecs.ANSWER);
            return true;
        })) {
            ConnectionProfile one = new ConnectionProfile(1, 1, false, 0, 0);
            Timing second = new Timing(WarmUp.NONE, 1, 5_000);
            LoadReport report = measure(LoadSpecs.order(server.port(), one, new ArrivalRate(500, false, 1), second));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            long snapshot = slow(report.correctedLatency());
            long overlooked = slow(report.uncorrectedLatency());
            assertTrue(overlooked >= 1);
            assertTrue(snapshot > 10 * overlooked, snapshot + " against " + overlooked);
        }
    }

    private static long slow(String encoded) throws DataFormatException {
        Histogram histogram = histogram(encoded);
        return histogram.getCountBetweenValues(100 * NanoClock.MILLISECOND, histogram.getMaxValue());
    }

    @Test
    void idle_and_slow_connections_run_alongside_active_ones() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, false, 20, 3);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT));

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertEquals(25, server.connections.get());
        }
    }

    @Test
    void tells_that_idle_connections_were_closed_and_opens_others() throws Exception {
        AtomicInteger snapshot = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            say(out, LoadSpecs.ANSWER);
            // The first connections are the idle ones.
            return snapshot.incrementAndGet() > 4 || number > 1;
        })) {
            ConnectionProfile connectionProfile = new ConnectionProfile(2, 1, false, 4, 0);
            // Long enough for the pause after which they are opened again.
            Timing timing = new Timing(WarmUp.NONE, 2.5, 5_000);
            LoadReport report = measure(LoadSpecs.order(server.port(), connectionProfile, LoadSpecs.CLOSED, timing));

            assertTrue(report.responses().correct() > 0);
            assertTrue(server.connections.get() > 6, server.connections.get() + " connections");
        }
    }

    @Test
    void asks_its_questions_by_turns() throws Exception {
        AtomicInteger others = new AtomicInteger();
        try (StubServer server = new StubServer((number, head, out) -> {
            boolean other = head.startsWith("HEAD /other ");
            others.addAndGet(other ? 1 : 0);
            say(out, other ? "HTTP/1.1 204 No Content\r\n\r\n" : LoadSpecs.ANSWER);
            return true;
        })) {
            RequestSpec other = new RequestSpec("HEAD", "/other", List.of(), 204, 0, 0);
            LoadSpec order = new LoadSpec(
                    "127.0.0.1",
                    server.port(),
                    List.of(LoadSpecs.asked(LoadSpecs.CONTENT), other),
                    new ConnectionProfile(1, 1, false, 0, 0),
                    LoadSpecs.CLOSED,
                    LoadSpecs.SHORT);
            LoadReport report = measure(order);

            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
            assertTrue(Math.abs(server.requests.get() - 2 * others.get()) <= 1);
        }
    }

    @Test
    void warms_up_until_everything_was_asked_for_often_enough() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            Timing timing = new Timing(new WarmUp(30, 0, 200), 0.3, 5_000);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, new ArrivalRate(100, false, 1), timing));

            double warm = report.timeline().stream()
                    .filter(TimelinePoint::isWarmUp)
                    .mapToDouble(TimelinePoint::second)
                    .max()
                    .orElseThrow();
            assertTrue(warm > 1.5, "200 answers, 100 in a second, after " + warm);
        }
    }

    @Test
    void warms_up_until_it_is_steady_or_the_time_for_it_is_over() throws Exception {
        try (StubServer server = StubServer.always(LoadSpecs.ANSWER)) {
            Timing timing = new Timing(new WarmUp(3, 0.2, 0), 0.3, 5_000);
            LoadReport report =
                    measure(LoadSpecs.order(server.port(), LoadSpecs.TWO, new ArrivalRate(100, false, 1), timing));

            assertTrue(report.timeline().get(0).isWarmUp());
            assertTrue(report.timeline().stream().anyMatch(point -> !point.isWarmUp()));
            assertTrue(report.responses().isAllCorrect(), report.responses().toString());
        }
    }

    @Test
    void fails_when_no_connection_can_be_made() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        LoadEvent event =
                carryOut(LoadSpecs.order(port, LoadSpecs.TWO, LoadSpecs.CLOSED, new Timing(WarmUp.NONE, 1, 100)));

        assertEquals(LoadEvent.LoadEventType.FAILED, event.kind());
        assertTrue(event.detail().contains("connection refused"), event.detail());
    }

    @Test
    void invalid_load_spec_is_rejected() {
        assertRefused(new ConnectionProfile(0, 1, false, 0, 0), LoadSpecs.asked(""));
        assertRefused(new ConnectionProfile(1, 0, false, 0, 0), LoadSpecs.asked(""));
        assertRefused(LoadSpecs.TWO, new RequestSpec("GET", "no path", List.of(), 200, 0, 0));
        assertRefused(LoadSpecs.TWO, new RequestSpec("GET", "/", List.of("no field"), 200, 0, 0));
    }

    private static void assertRefused(ConnectionProfile connectionProfile, RequestSpec requestSpec) {
        LoadSpec order = new LoadSpec(
                "127.0.0.1", 1, List.of(requestSpec), connectionProfile, LoadSpecs.CLOSED, LoadSpecs.SHORT);
        assertThrows(IllegalArgumentException.class, () -> carryOut(order));
    }
}
