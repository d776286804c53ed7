package dev.roundhouse.http.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.Scope;
import dev.roundhouse.http.conformance.scenario.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {
    private static final Path CORPUS =
            Path.of("src", "main", "resources", "dev", "roundhouse", "http", "conformance", "corpus");

    @Test
    void the_index_names_every_file() throws IOException {
        new GeneratedDocument(CORPUS.resolve("index.txt")).requireText(names(name -> !name.startsWith("files/")));
    }

    @Test
    void the_index_of_files_names_every_file() throws IOException {
        new GeneratedDocument(CORPUS.resolve("files").resolve("index.txt"))
                .requireText(names(name -> name.startsWith("files/")));
    }

    private static String names(Predicate<String> requested) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.map(file -> CORPUS.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".http"))
                    .filter(requested)
                    .map(name -> name.substring(0, name.length() - ".http".length()) + "\n")
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    @Test
    void no_two_conversations_are_the_same() throws IOException {
        Set<List<Step>> snapshot = new HashSet<>();
        for (Scenario scenario : Corpus.scenarios()) {
            assertTrue(snapshot.add(scenario.steps()), () -> scenario + " is there twice");
        }
    }

    @Test
    void no_two_conversations_about_files_are_the_same() throws IOException {
        Set<List<Object>> snapshot = new HashSet<>();
        for (Scenario scenario : Corpus.fileScenarios()) {
            List<Object> all = List.of(scenario.siteFixture(), scenario.steps());
            assertTrue(snapshot.add(all), () -> scenario + " is there twice");
        }
    }

    @Test
    void nothing_of_our_own_is_asked_of_other_servers() throws IOException {
        for (Scenario scenario : Corpus.scenarios()) {
            boolean binds = scenario.clause().level() == RequirementLevel.MUST
                    || scenario.clause().level() == RequirementLevel.SHOULD;
            assertTrue(binds || scenario.scope() != Scope.ANY_SERVER, scenario::toString);
        }
    }

    @Test
    void what_any_server_is_asked_needs_a_path_and_a_host_alone() throws IOException {
        Notation elsewhere = new Notation("/elsewhere", "other.example");
        List<Scenario> ours = Corpus.scenarios();
        List<Scenario> theirs = Corpus.scenarios(elsewhere);

        assertEquals(ours.size(), theirs.size());
        for (Scenario scenario : theirs) {
            boolean speaksOfUs = scenario.steps().toString().contains("hello.txt");
            assertFalse(speaksOfUs && scenario.scope() == Scope.ANY_SERVER, scenario::toString);
        }
    }
}
