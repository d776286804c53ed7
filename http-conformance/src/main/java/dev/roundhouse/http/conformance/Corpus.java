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

/**
 * All conversations, as they come with this module. They are found by an index that lies beside them, so that they can be
 * read out of a jar into which others have been poured.
 */
public final class Corpus {
    private static final String INDEX = "index.txt";
    private static final String FILES_INDEX = "files/index.txt";

    private Corpus() {}

    /** The conversations in the order of their names, spoken to the {@link ReferenceSite}. */
    public static List<Scenario> scenarios() throws IOException {
        return scenarios(Notation.REFERENCE);
    }

    /** The conversations in the order of their names, spoken to the server that is described. */
    public static List<Scenario> scenarios(Notation server) throws IOException {
        return read(INDEX, server);
    }

    /** The conversations about files, in the order of their names. Each says in {@link Scenario#siteFixture()} which. */
    public static List<Scenario> fileScenarios() throws IOException {
        return read(FILES_INDEX, Notation.REFERENCE);
    }

    /** The files that those conversations are about, line by line, as {@code docs/test-scenarios.md} explains. */
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
                throw new IllegalArgumentException("it calls itself " + scenario.name());
            }
            return scenario;
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + ".http: " + malformed.getMessage(), malformed);
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = Corpus.class.getResourceAsStream("corpus/" + resource)) {
            if (stream == null) {
                throw new FileNotFoundException("corpus/" + resource + " is not beside this class");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
