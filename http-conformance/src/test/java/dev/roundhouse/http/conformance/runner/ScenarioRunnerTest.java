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

/** Tests which responses the runner accepts and rejects. */
class ScenarioRunnerTest {
    private static final String TITLE = "# test/test   RFC 9112 §1 MUST: Something.\n";
    private static final String DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\n" + DATE;

    /** A server with a fixed output, optionally closed. */
    private record FixedOutputChannel(StringBuilder text, boolean closed) implements TestChannel {
        @Override
        public void send(String bytes) {
            // Input is ignored.
        }

        @Override
        public void shutdownOutput() {
            // Ignored.
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

    private static void run(String scenario, String received) throws IOException, MismatchException {
        boolean closed = received.endsWith("|");
        String text = closed ? received.substring(0, received.length() - 1) : received;
        new ScenarioRunner(new FixedOutputChannel(new StringBuilder(text), closed), true)
                .run(ScenarioParser.parse(TITLE + scenario, Notation.REFERENCE));
    }

    @Test
    void accepts_a_valid_response() throws IOException, MismatchException {
        run("< HTTP/1.1 200\n< (body) abc\n< (open)", OK + "Content-Length: 3\r\n\r\nabc");
    }

    @Test
    void accepts_valid_chunks() throws IOException, MismatchException {
        String chunks = "3\r\nabc\r\n0010\r\n0123456789abcdef\r\n0\r\n\r\n";
        run("< HTTP/1.1 200\n< (body) abc0*f\n< (open)", OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    @Test
    void accepts_close_delimited_content() throws IOException, MismatchException {
        run("< HTTP/1.1 200\n< (body) abc\n< (closed)", OK + "Connection: close\r\n\r\nabc|");
    }

    static Stream<String> invalid_responses() {
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
    @MethodSource("invalid_responses")
    void rejects_invalid_responses(String received) {
        assertThrows(MismatchException.class, () -> run("< HTTP/1.1 200|204\n< (body) abc\n< (open)", received));
    }

    @Test
    void rejects_unexpected_content() {
        String received = OK + "Content-Length: 3\r\n\r\nabc";
        assertThrows(MismatchException.class, () -> run("< HTTP/1.1 200\n< (no body)\n< (open)", received));
    }

    @Test
    void fails_if_response_is_complete_instead_of_truncated() {
        String received = OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n|";
        assertThrows(MismatchException.class, () -> run("< HTTP/1.1 200\n< (truncated)\n< (closed)", received));
    }

    @Test
    void rejects_unexpected_header() {
        String received = OK + "Content-Length: 0\r\n\r\n";
        assertThrows(MismatchException.class, () -> run("< HTTP/1.1 200\n< (no Content-Length)\n< (open)", received));
    }

    @Test
    void ignores_implementation_specific_expectations_for_other_servers() throws IOException, MismatchException {
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
                TITLE + "< HTTP/1.1 200\n< (unknown check)\n< (open)",
                TITLE + "= sleep 3s\n< (open)",
                TITLE + "= advance 3s\n< (open)",
                TITLE + "# scope: engine\n< (open)",
                TITLE + "# scope: space\n< (open)"
            })
    void rejects_malformed_scenarios(String text) {
        assertThrows(IllegalArgumentException.class, () -> ScenarioParser.parse(text, Notation.REFERENCE));
    }

    @Test
    void mismatch_reports_position_and_reason() {
        MismatchException mismatch = assertThrows(
                MismatchException.class, () -> run("< HTTP/1.1 404\n< (open)", OK + "Content-Length: 0\r\n\r\n"));

        assertTrue(mismatch.getMessage().contains("RFC 9112 §1")
                && mismatch.getMessage().contains("200"));
    }
}
