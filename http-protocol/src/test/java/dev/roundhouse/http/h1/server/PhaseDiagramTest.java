package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagram in docs/connection-states.md shows the transitions of {@link Phase}. */
class PhaseDiagramTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "connection-states.md");

    private static String diagram() {
        Stream<String> start = Stream.of("stateDiagram-v2", "    [*] --> IDLE");
        Stream<String> transitions = Stream.of(Phase.values())
                .flatMap(phase -> phase.successors().stream().sorted().map(next -> "    " + phase + " --> " + next));
        Stream<String> end = Stream.of("    CLOSED --> [*]");
        return Stream.of(start, transitions, end).flatMap(lines -> lines).collect(Collectors.joining("\n"));
    }

    @Test
    void document_shows_the_transitions_of_the_code() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertTrue(document.contains(diagram()), () -> DOCUMENT + " must contain:\n" + diagram());
    }

    @Test
    void illegal_transition_throws() {
        assertThrows(IllegalStateException.class, () -> Phase.CLOSED.requireSuccessor(Phase.IDLE));
    }
}
