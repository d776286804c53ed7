package dev.roundhouse.http.h2.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Error.ErrorScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables and the diagram in docs/http2.md are generated from the code. */
class Http2DocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "http2.md");

    private static String errors() {
        return "| error | effect | meaning | section |\n|---|---|---|---|\n"
                + Stream.of(Http2Error.values())
                        .map(error -> row("`" + error.name() + "`", effect(error), error.message(), error.section()))
                        .collect(Collectors.joining());
    }

    private static String effect(Http2Error error) {
        return error.scope() == ErrorScope.RESPONSE
                ? "response " + error.status().code()
                : error.scope().name().toLowerCase(Locale.ROOT) + ", " + error.code();
    }

    private static String events() {
        return String.format(
                        Locale.ROOT,
                        "A connection begins with %,d tokens, and never has more. It gets %d each second, one for each %d bytes that are"
                                + "%nsent or received as content, %d for each frame of a response that no window held back, and %d for each"
                                + "%ncomplete request.%n%n",
                        Budget.CAPACITY,
                        Budget.TOKENS_PER_SECOND,
                        Budget.BYTES_PER_TOKEN,
                        Budget.Event.PING.cost(),
                        Budget.Event.RESET_BY_PEER.cost())
                + "| tokens | frame | known attack |\n|---|---|---|\n"
                + Stream.of(Budget.Event.values())
                        .map(event -> row(String.valueOf(event.cost()), event.frame(), event.attack()))
                        .collect(Collectors.joining());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String diagram() {
        String transitions = Stream.of(StreamState.values())
                .flatMap(state -> Stream.of(StreamState.values())
                        .filter(state::hasSuccessor)
                        .map(next -> "    " + state + " --> " + next + "\n"))
                .collect(Collectors.joining());
        return "```mermaid\nstateDiagram-v2\n    [*] --> IDLE\n" + transitions + "    CLOSED --> [*]\n```\n";
    }

    /** The text between two marks is generated. */
    private static void assertGenerated(String name, String expected) throws IOException {
        String text = Files.readString(DOCUMENT);
        String begin = "<!-- " + name + ", by Http2DocumentTest -->\n\n";
        String end = "\n<!-- end of " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertTrue(text.contains(begin) && to >= from, () -> "marks of " + name + " are missing from " + DOCUMENT);
        if (Boolean.getBoolean("http2.rewrite")) {
            Files.writeString(DOCUMENT, text.substring(0, from) + expected + text.substring(to));
            return;
        }
        assertEquals(
                expected,
                text.substring(from, to),
                () -> DOCUMENT + " is stale: run the tests with -Dhttp2.rewrite=true");
    }

    @Test
    void errors_are_those_of_the_code() throws IOException {
        assertGenerated("errors", errors());
    }

    @Test
    void costs_are_those_of_the_code() throws IOException {
        assertGenerated("costs", events());
    }

    @Test
    void diagram_has_the_transitions_of_the_code() throws IOException {
        assertGenerated("states", diagram());
    }
}
