package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The images of the documents are small and show the current state. */
class DocumentedImagesTest {
    private static final int MAX_BYTES = 200 << 10;

    /** Modules that only the build needs. */
    private static final Set<String> NOT_DRAWN =
            Set.of("picocli", "picocli-recompiled", "jar-rewriter", "http-examples", "http-browser", "http-benchmarks");

    private final Path root = SourceTree.ofReactor().resolve("");
    private final Path images = root.resolve("docs/images");

    @Test
    void images_are_below_the_size_limit() throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            List<Path> all = files.toList();
            assertTrue(all.size() >= 4, () -> "only " + all);
            for (Path file : all) {
                assertTrue(Files.size(file) <= MAX_BYTES, () -> "too large: " + file);
            }
        }
    }

    @Test
    void picture_of_the_modules_shows_all_modules() throws IOException {
        Set<String> modules = names("<module>([a-z-]+)</module>", root.resolve("pom.xml"));
        modules.removeAll(NOT_DRAWN);
        assertEquals(modules, names("class=\"name\"[^>]*>([a-z-]+)<", images.resolve("modules.svg")));
    }

    /** A module that is reached by way of another one needs no arrow. */
    @Test
    void arrows_of_the_picture_are_the_dependencies() throws IOException {
        Map<String, Set<String>> dependencies = new TreeMap<>();
        for (String module : names("class=\"name\"[^>]*>([a-z-]+)<", images.resolve("modules.svg"))) {
            Set<String> direct = dependenciesOf(root.resolve(module).resolve("pom.xml"));
            direct.removeAll(NOT_DRAWN);
            dependencies.put(module, direct);
        }
        Set<String> expected = new TreeSet<>();
        dependencies.forEach((module, direct) -> direct.stream()
                .filter(target -> direct.stream()
                        .noneMatch(other -> reachable(dependencies, other).contains(target)))
                .forEach(target -> expected.add(module + " depends on " + target)));
        assertTrue(expected.size() >= 12, expected::toString);
        assertEquals(
                expected,
                new TreeSet<>(names("<title>(http-[a-z-]+ depends on [a-z-]+)<", images.resolve("modules.svg"))));
    }

    private static Set<String> dependenciesOf(Path pom) throws IOException {
        return Pattern.compile("<dependency>(?:(?!</dependency>).)*</dependency>", Pattern.DOTALL)
                .matcher(Files.readString(pom))
                .results()
                .map(MatchResult::group)
                .filter(dependency -> dependency.contains("<groupId>dev.roundhouse</groupId>"))
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .map(dependency -> dependency.replaceAll("(?s)^.*?<artifactId>(.*?)</artifactId>.*$", "$1"))
                .collect(Collectors.toSet());
    }

    private static Set<String> reachable(Map<String, Set<String>> dependencies, String module) {
        Set<String> all = new TreeSet<>();
        for (String direct : dependencies.getOrDefault(module, Set.of())) {
            all.add(direct);
            all.addAll(reachable(dependencies, direct));
        }
        return all;
    }

    private static Set<String> names(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void chart_is_drawn_from_the_stored_results() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("python3", "benchmarks/chart.py")
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "python3 is not installed");
            return;
        }
        String chart = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(Files.readString(images.resolve("cpu-per-request.svg")), chart);
    }
}
