package dev.roundhouse.http.app.documents;

import dev.roundhouse.http.app.architecture.SourceFile;
import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its fenced blocks, and the names and links in its text. */
record MarkdownPage(String path, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```([a-z]*)\\n(.*?)^```$");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Set<String> GENERATED = Set.of("docs/conformance.md");

    /**
     * A fenced block.
     *
     * @param language the word after the fence; empty for none
     */
    record Block(String language, String content) {
        List<String> lines() {
            return content.lines().toList();
        }
    }

    /** Every page of the repository, but for generated tables. */
    static List<MarkdownPage> all() throws IOException {
        return SourceTree.ofReactor().files().stream()
                .filter(file -> file.path().endsWith(".md") && !GENERATED.contains(file.path()))
                .map(MarkdownPage::of)
                .toList();
    }

    private static MarkdownPage of(SourceFile file) {
        return new MarkdownPage(file.path(), file.text());
    }

    static MarkdownPage read(String path) throws IOException {
        return all().stream()
                .filter(page -> page.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        FENCED.matcher(text).results().forEach(match -> blocks.add(new Block(match.group(1), match.group(2))));
        return blocks;
    }

    List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private String withoutBlocks() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** The text between backquotes outside of blocks. */
    Stream<String> inlineCode() {
        return INLINE_CODE.matcher(withoutBlocks()).results().map(match -> match.group(1));
    }

    /** The targets of links and images within the repository, with their fragments. */
    List<String> localLinks() {
        return LINK.matcher(withoutBlocks())
                .results()
                .map(MarkdownPage::target)
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    private static String target(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }
}
