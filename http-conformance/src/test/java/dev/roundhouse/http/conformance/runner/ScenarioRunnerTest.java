package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.ScenarioParser;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a replay finds fault: what it lets pass and what it does not. */
class ScenarioRunnerTest {
    private static final String TITLE = "# test/test   RFC 9112 §1 MUST: Something.\n";
    private static final String DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n" + DATE;

    /** A server that has said all it will ever say, and perhaps closed. */
    private record FixedOutputChannel(StringBuilder text, boolean closed) implements TestChannel {
        @Override
        public void send(String bytes) {
            // It does not listen.
        }

        @Override
        public void shutdownOutput() {
            // It does not care.
        }

        @Override
        public String receive() throws ReceiveTimeoutException {
            if (text.isEmpty() && !closed) {
                throw new ReceiveTimeoutException();
            }
            String all = text.toString();
            text.setLength(0);
            return all;
        }

        @Override
        public boolean isIdle() {
            return text.isEmpty() && !closed;
        }
    }

    private static void replay(String scenario, String sent) throws IOException, MismatchException {
        boolean closed = sent.endsWith("|");
        String text = closed ? sent.substring(0, sent.length() - 1) : sent;
        new ScenarioRunner(new FixedOutputChannel(new StringBuilder(text), closed), true)
                .run(ScenarioParser.parse(TITLE + scenario, Notation.REFERENCE));
    }

    @Test
    void lets_a_good_answer_pass() throws IOException, MismatchException {
        replay("< HTTP/1.1 200\n< (body) abc\n< (open)", OK + "Content-Length: 3\r\n\r\nabc");
    }

    @Test
    void lets_good_chunks_pass() throws IOException, MismatchException {
        String chunks = "3\r\nabc\r\n0010\r\n0123456789abcdef\r\n0\r\n\r\n";
        replay("< HTTP/1.1 200\n< (body) abc0*f\n< (open)", OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    @Test
    void lets_content_pass_that_ends_with_the_connection() throws IOException, MismatchException {
        replay("< HTTP/1.1 200\n< (body) abc\n< (closed)", OK + "Connection: close\r\n\r\nabc|");
    }

    static Stream<String> bad_answers() {
        return Stream.of(
                "",
                "|",
                "HTTP/1.1 404 Not Found\r\n" + DATE + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.0 200 OK\r\n" + DATE + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200\r\n" + DATE + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1  200 OK\r\n" + DATE + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\n" + DATE + "Content-Length: 3\r\n\r\nabc",
                "\r\n" + OK + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 3\r\n\r\nabc",
                OK + DATE + "Content-Length: 3\r\n\r\nabc",
                OK + "Content-Length: 3\r\n\r\nabcd",
                OK + "Content-Length: 4\r\n\r\nabc",
                OK + "Content-Length: 4\r\n\r\nabc|",
                OK + "Content-Length: 3\r\n\r\nabd",
                OK + "Content-Length: 3\r\n\r\nabc|",
                OK + "Content-Length: +3\r\n\r\nabc",
                OK + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                OK + "Content-Length : 3\r\n\r\nabc",
                OK + " Content-Length: 3\r\n\r\nabc",
                OK + "Content-Length: 3\r\nX: a\rb\r\n\r\nabc",
                OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
                OK + "Transfer-Encoding: chunked\r\n\r\nabc",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: 1\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n|",
                OK + "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                OK + "\r\nabc|",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 3\r\n\r\nabc",
                "HTTP/1.1 204 No Content\r\n" + DATE + "Content-Length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("bad_answers")
    void finds_fault(String sent) {
        assertThrows(MismatchException.class, () -> replay("< HTTP/1.1 200|204\n< (body) abc\n< (open)", sent));
    }

    @Test
    void finds_content_where_there_should_be_none() {
        String sent = OK + "Content-Length: 3\r\n\r\nabc";
        assertThrows(MismatchException.class, () -> replay("< HTTP/1.1 200\n< (no body)\n< (open)", sent));
    }

    @Test
    void fails_if_response_is_complete_instead_of_truncated() {
        String sent = OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n|";
        assertThrows(MismatchException.class, () -> replay("< HTTP/1.1 200\n< (cut)\n< (closed)", sent));
    }

    @Test
    void finds_a_field_that_should_not_be_there() {
        String sent = OK + "Content-Length: 0\r\n\r\n";
        assertThrows(MismatchException.class, () -> replay("< HTTP/1.1 200\n< (no Content-Length)\n< (open)", sent));
    }

    @Test
    void asks_others_for_nothing_that_is_ours() throws IOException, MismatchException {
        Scenario scenario =
                ScenarioParser.parse(TITLE + "< HTTP/1.1 200\n<~ Connection: close\n<~ (closed)", Notation.REFERENCE);
        FixedOutputChannel fixedOutputChannel = new FixedOutputChannel(
                new StringBuilder("HTTP/1.1 103 Early Hints\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n"), false);

        new ScenarioRunner(fixedOutputChannel, false).run(scenario);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# test   RFC 9112 §1 MUST: A name without category.\n< (open)",
                "# test/test   RFC 9112 §1 WANTS: A level that does not exist.\n< (open)",
                TITLE,
                TITLE + "> GET / HTTP/1.1\n< HTTP/1.1 200",
                TITLE + "? what\n< (open)",
                TITLE + ">GET\n< (open)",
                TITLE + "> \\q\n< (open)",
                TITLE + "> {x*3\n< (open)",
                TITLE + "> {x}\n< (open)",
                TITLE + "> caf\u00E9\n< (open)",
                TITLE + "< Content-Length: 1\n< (open)",
                TITLE + "< HTTP/2 200\n< (open)",
                TITLE + "< HTTP/1.1 20\n< (open)",
                TITLE + "< HTTP/1.1 200\n< (nobody knows)\n< (open)",
                TITLE + "= sleep 3s\n< (open)",
                TITLE + "= wait 3s\n< (open)",
                TITLE + "# depth: engine\n< (open)",
                TITLE + "# depth: space\n< (open)"
            })
    void what_is_not_written_as_it_should_be_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ScenarioParser.parse(text, Notation.REFERENCE));
    }

    @Test
    void mismatch_reports_position_and_reason() {
        MismatchException found = assertThrows(
                MismatchException.class, () -> replay("< HTTP/1.1 404\n< (open)", OK + "Content-Length: 0\r\n\r\n"));

        assertTrue(
                found.getMessage().contains("RFC 9112 §1") && found.getMessage().contains("200"));
    }
}
