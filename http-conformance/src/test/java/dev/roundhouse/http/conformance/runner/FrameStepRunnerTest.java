package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.http2.FrameStepRunner;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.ScenarioParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which frames of a server the runner accepts and rejects. */
class FrameStepRunnerTest {
    private static final String TITLE = "# http2/test/test   RFC 9113 §1 MUST: Something.\n";
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
    private static final String GOAWAY = "\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1";

    /** Status 204, indexed, with a Date that is a literal. */
    private static final String NO_CONTENT = "\0\0\41\1\5\0\0\0\1\211\17\22\35Sun, 06 Nov 1994 08:49:37 GMT";

    /** A server with a fixed output, which then closes its half. */
    private static final class FixedFrames implements TestChannel {
        private String output;

        private FixedFrames(String output) {
            this.output = output;
        }

        @Override
        public void send(String bytes) {
            // Input is ignored.
        }

        @Override
        public void shutdownOutput() {
            // Ignored.
        }

        @Override
        public String receive() {
            String all = output;
            output = "";
            return all;
        }

        @Override
        public boolean isIdle() {
            return false;
        }
    }

    private static void run(String steps, String received, boolean isOwnServer) throws IOException, MismatchException {
        new ScenarioRunner(new FrameStepRunner(new FixedFrames(received), isOwnServer))
                .run(ScenarioParser.parseFrames(TITLE + steps + "\n< (closed)", Notation.REFERENCE)
                        .get(0));
    }

    @Test
    void accepts_what_is_expected() throws IOException, MismatchException {
        run("< GOAWAY code=PROTOCOL_ERROR last=0", SETTINGS + GOAWAY, true);
        run("< 204 stream=1\n<   (no body)", SETTINGS + NO_CONTENT, true);
        run("< RST_STREAM stream=1 code=CANCEL|NO_ERROR", SETTINGS + "\0\0\4\3\0\0\0\0\1\0\0\0\10", true);
    }

    @Test
    void other_servers_may_treat_a_stream_error_as_a_connection_error() throws IOException, MismatchException {
        run("< RST_STREAM stream=1 code=CANCEL", SETTINGS + GOAWAY, false);
        run("< RST_STREAM stream=1 code=CANCEL", SETTINGS, false);
        run("< GOAWAY code=PROTOCOL_ERROR", SETTINGS, false);

        assertThrows(MismatchException.class, () -> run("< RST_STREAM stream=1 code=CANCEL", SETTINGS + GOAWAY, true));
        assertThrows(MismatchException.class, () -> run("< GOAWAY code=PROTOCOL_ERROR", SETTINGS, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "< GOAWAY code=NO_ERROR",
                "< GOAWAY code=PROTOCOL_ERROR last=1",
                "< (open)",
                "< 200 stream=1",
                "< 204 stream=3",
                "< 204 stream=1\n<   (body) abc",
                "< 204 stream=1\n<   Server: *",
                "< (head) 204 stream=1",
                "< 100 stream=1",
                "< RST_STREAM stream=1 code=CANCEL",
                "< DATA stream=1 bytes=1",
                "< (nothing) stream=1",
                "< PING ack: 12345678",
                "< SETTINGS ack count=1",
                "< SETTINGS ENABLE_PUSH=0",
                "< WINDOW_UPDATE stream=0 bytes=1"
            })
    void rejects_what_is_not_expected(String steps) {
        assertThrows(MismatchException.class, () -> run(steps, SETTINGS + NO_CONTENT + GOAWAY, true));
    }

    @ParameterizedTest
    @CsvSource({
        "'\0\0\0\4\1\0\0\0\0', first frame",
        "'\0\100\1\4\0\0\0\0\0', 16|384 bytes",
        "'\0\0\1\4\0\0\0\0\0x', invalid length",
        "'\0\0\0\4\0\0\0\0\1', on a stream",
        "'\0\0\5\4', within a frame"
    })
    void violations_of_any_server_are_mismatches(String received, String message) {
        MismatchException mismatch = assertThrows(
                MismatchException.class, () -> run("< GOAWAY code=NO_ERROR", received.translateEscapes(), false));

        assertTrue(mismatch.getMessage().contains(message.replace('|', ',')), mismatch.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> UNKNOWN stream=1",
                "> HEADERS stream=1 end",
                ">   a: b",
                "> SETTINGS UNKNOWN=1",
                "< UNKNOWN",
                "< GOAWAY code=UNKNOWN",
                "<   a: b",
                "<~ GOAWAY code=NO_ERROR",
                "= unknown",
                "? DATA"
            })
    void syntax_errors_are_found(String steps) {
        assertThrows(IllegalArgumentException.class, () -> run(steps, SETTINGS, true));
    }
}
