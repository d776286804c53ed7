package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All tests named in SECURITY.md exist. */
class SecurityDocumentTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path CORPUS =
            PROJECT.resolve("http-conformance/src/main/resources/dev/roundhouse/http/conformance/corpus");

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:#([A-Za-z0-9_]+))?`");
    private static final Pattern SCENARIO = Pattern.compile("`([a-z0-9/-]+\\.http)`");

    private static List<MatchResult> named(Pattern what) throws IOException {
        String page = Files.readString(PROJECT.resolve("SECURITY.md"));
        return what.matcher(page.substring(page.indexOf("## Security testing")))
                .results()
                .filter(name -> !name.group(1).equals("Contract"))
                .toList();
    }

    /** Every source file of this project that may contain tests, by the name of its class. */
    private static Map<String, Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                PROJECT, 20, (file, attributes) -> file.toString().matches(".*/src/.*(Test|Contract)\\.java"))) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""), file -> file, (one, other) -> one));
        }
    }

    @Test
    void every_named_test_exists() throws IOException {
        Map<String, Path> sources = sources();
        List<MatchResult> tests = named(TEST);

        assertTrue(tests.size() > 40, () -> "only " + tests.size() + " tests");
        assertEquals(
                List.of(),
                tests.stream()
                        .filter(test -> !exists(sources, test.group(1), test.group(2)))
                        .map(MatchResult::group)
                        .toList());
    }

    private static boolean exists(Map<String, Path> sources, String type, String method) {
        try {
            return sources.containsKey(type)
                    && (method == null || Files.readString(sources.get(type)).contains("void " + method + "("));
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Test
    void every_named_scenario_exists() throws IOException {
        List<MatchResult> scenarios = named(SCENARIO);

        assertTrue(scenarios.size() > 4, () -> "only " + scenarios.size() + " scenarios");
        assertEquals(
                List.of(),
                scenarios.stream()
                        .map(scenario -> scenario.group(1))
                        .filter(scenario -> !Files.exists(CORPUS.resolve(scenario)))
                        .toList());
    }
}
