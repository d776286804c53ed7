package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture in the document is the one that the code draws. */
class PhaseDiagramTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "connection-states.md");

    private static String diagram() {
        Stream<String> start = Stream.of("stateDiagram-v2", "    [*] --> IDLE");
        Stream<String> moves = Stream.of(Phase.values())
                .flatMap(phase -> phase.successors().stream().sorted().map(next -> "    " + phase + " --> " + next));
        Stream<String> end = Stream.of("    CLOSED --> [*]");
        return Stream.of(start, moves, end).flatMap(lines -> lines).collect(Collectors.joining("\n"));
    }

    @Test
    void the_document_shows_the_states_of_the_code() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertTrue(document.contains(diagram()), () -> DOCUMENT + " should hold:\n" + diagram());
    }

    @Test
    void illegal_transition_throws() {
        assertThrows(IllegalStateException.class, () -> Phase.CLOSED.transitionTo(Phase.IDLE));
    }
}
