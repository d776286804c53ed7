package dev.roundhouse.http.conformance.scenario;

import java.util.List;

/**
 * Which files a conversation is about, and how they are served. {@code docs/test-scenarios.md} lists the options.
 *
 * @param directory of the file tree that lies beside the conversations
 * @param options as on a command line: {@code --clean-urls}, {@code --spa=index.html}
 */
public record SiteFixture(String directory, List<String> options) {
    /** The usual directory as it is. */
    public static final SiteFixture DEFAULT = new SiteFixture("site", List.of());

    /** Copies the options. */
    public SiteFixture {
        options = List.copyOf(options);
    }

    /** Reads a directory and options. Two hyphens begin an option, so that its value may hold spaces. */
    static SiteFixture parse(String text) {
        List<String> words = List.of(text.split(" +(?=--)"));
        return new SiteFixture(words.get(0), words.subList(1, words.size()));
    }

    @Override
    public String toString() {
        return options.isEmpty() ? directory : directory + " " + String.join(" ", options);
    }
}
