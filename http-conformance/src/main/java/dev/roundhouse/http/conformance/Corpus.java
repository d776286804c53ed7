package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.ScenarioParser;
import dev.roundhouse.http.conformance.site.ReferenceSite;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All scenarios of this module. They are listed in an index file, so that they can also be read from a shaded jar.
 */
public final class Corpus {
    private static final String INDEX = "index.txt";
    private static final String FILES_INDEX = "files/index.txt";
    private static final String FRAMES_INDEX = "http2/index.txt";

    private Corpus() {}

    /** The scenarios in the order of their names, for the {@link ReferenceSite}. */
    public static List<Scenario> scenarios() throws IOException {
        return scenarios(Notation.REFERENCE);
    }

    /** The scenarios in the order of their names, for the given server. */
    public static List<Scenario> scenarios(Notation server) throws IOException {
        return read(INDEX, server);
    }

    /**
     * The file scenarios in the order of their names. {@link Scenario#siteFixture()} has the files that each one needs.
     */
    public static List<Scenario> fileScenarios() throws IOException {
        return read(FILES_INDEX, Notation.REFERENCE);
    }

    /** The scenarios in frames of HTTP/2, for the {@link ReferenceSite}. */
    public static List<Scenario> frameScenarios() throws IOException {
        return frameScenarios(Notation.REFERENCE);
    }

    /** The scenarios in frames of HTTP/2, for the given server. */
    public static List<Scenario> frameScenarios(Notation server) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : text(FRAMES_INDEX).lines().toList()) {
            scenarios.addAll(readFrameScenarios(name, server));
        }
        return scenarios;
    }

    private static List<Scenario> readFrameScenarios(String name, Notation server) throws IOException {
        try {
            List<Scenario> scenarios = ScenarioParser.parseFrames(text(name + ".frames"), server);
            for (Scenario scenario : scenarios) {
                if (!scenario.category().equals(name)) {
                    throw new IllegalArgumentException("the name of a scenario is " + scenario.name());
                }
            }
            return scenarios;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ".frames: " + e.getMessage(), e);
        }
    }

    /** The lines of the file tree of the file scenarios; {@code docs/test-scenarios.md} describes the format. */
    public static List<String> fileTree() throws IOException {
        return text("files/tree.txt").lines().toList();
    }

    private static List<Scenario> read(String index, Notation server) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (String name : text(index).lines().toList()) {
            scenarios.add(readScenario(name, server));
        }
        return scenarios;
    }

    private static Scenario readScenario(String name, Notation server) throws IOException {
        try {
            Scenario scenario = ScenarioParser.parse(text(name + ".http"), server);
            if (!scenario.name().equals(name)) {
                throw new IllegalArgumentException("the name in the first line is " + scenario.name());
            }
            return scenario;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ".http: " + e.getMessage(), e);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = Corpus.class.getResourceAsStream("corpus/" + resource)) {
            if (stream == null) {
                throw new FileNotFoundException("corpus/" + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
