package dev.roundhouse.http.conformance.scenario;

import java.util.List;

/**
 * The files of a scenario and the options with which they are served. {@code docs/test-scenarios.md} lists the options.
 *
 * @param directory of the file tree next to the scenarios
 * @param options as on a command line: {@code --clean-urls}, {@code --spa=index.html}
 */
public record SiteFixture(String directory, List<String> options) {
    /** The default directory without options. */
    static final SiteFixture DEFAULT = new SiteFixture("site", List.of());

    /** Copies the options. */
    public SiteFixture {
        options = List.copyOf(options);
    }

    /** Parses a directory and options. Two hyphens start an option, so that its value may contain spaces. */
    static SiteFixture parse(String text) {
        List<String> words = List.of(text.split(" +(?=--)"));
        return new SiteFixture(words.get(0), words.subList(1, words.size()));
    }

    @Override
    public String toString() {
        return options.isEmpty() ? directory : directory + " " + String.join(" ", options);
    }
}
