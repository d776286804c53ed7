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
import java.util.ArrayList;
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
    void index_lists_every_scenario() throws IOException {
        new GeneratedDocument(CORPUS.resolve("index.txt")).requireText(names(name -> !name.startsWith("files/")));
    }

    @Test
    void file_index_lists_every_file_scenario() throws IOException {
        new GeneratedDocument(CORPUS.resolve("files").resolve("index.txt"))
                .requireText(names(name -> name.startsWith("files/")));
    }

    @Test
    void frames_index_lists_every_file_in_frames() throws IOException {
        new GeneratedDocument(CORPUS.resolve("http2").resolve("index.txt")).requireText(names(".frames", name -> true));
    }

    private static String names(Predicate<String> requested) throws IOException {
        return names(".http", requested);
    }

    private static String names(String suffix, Predicate<String> requested) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.map(file -> CORPUS.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(suffix))
                    .filter(requested)
                    .map(name -> name.substring(0, name.length() - suffix.length()) + "\n")
                    .sorted()
                    .collect(Collectors.joining());
        }
    }

    @Test
    void scenarios_are_distinct() throws IOException {
        Set<List<Step>> distinct = new HashSet<>();
        for (Scenario scenario : Corpus.scenarios()) {
            assertTrue(distinct.add(scenario.steps()), () -> scenario + " is a duplicate");
        }
    }

    @Test
    void file_scenarios_are_distinct() throws IOException {
        Set<List<Object>> distinct = new HashSet<>();
        for (Scenario scenario : Corpus.fileScenarios()) {
            List<Object> all = List.of(scenario.siteFixture(), scenario.steps());
            assertTrue(distinct.add(all), () -> scenario + " is a duplicate");
        }
    }

    @Test
    void frame_scenarios_are_distinct() throws IOException {
        Set<Object> distinct = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Scenario scenario : Corpus.frameScenarios()) {
            assertTrue(names.add(scenario.name()), () -> scenario + " has the name of another one");
            assertTrue(distinct.add(scenario.steps()), () -> scenario + " is a duplicate");
        }
    }

    private static List<Scenario> all(Notation server) throws IOException {
        List<Scenario> all = new ArrayList<>(Corpus.scenarios(server));
        all.addAll(Corpus.frameScenarios(server));
        return all;
    }

    @Test
    void scenarios_for_any_server_are_must_or_should() throws IOException {
        for (Scenario scenario : all(Notation.REFERENCE)) {
            boolean isRequired = scenario.clause().level() == RequirementLevel.MUST
                    || scenario.clause().level() == RequirementLevel.SHOULD;
            assertTrue(isRequired || scenario.scope() != Scope.ANY_SERVER, scenario::toString);
        }
    }

    @Test
    void scenarios_for_any_server_depend_only_on_path_and_host() throws IOException {
        Notation elsewhere = new Notation("/elsewhere", "other.example");
        List<Scenario> reference = all(Notation.REFERENCE);
        List<Scenario> other = all(elsewhere);

        assertEquals(reference.size(), other.size());
        for (Scenario scenario : other) {
            boolean usesReferenceSite = scenario.steps().toString().contains("hello.txt");
            assertFalse(usesReferenceSite && scenario.scope() == Scope.ANY_SERVER, scenario::toString);
        }
    }
}
