package dev.roundhouse.http.app.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.architecture.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The links of the documents lead to existing files, headings and sections. */
class DocumentedLinksTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern SECTION_LINK =
            Pattern.compile("\\[[^\\]]*§([0-9.]+)\\]\\(https://www\\.rfc-editor\\.org/rfc/rfc\\d+([^)]*)\\)");
    private static final Pattern RFC_LINK =
            Pattern.compile("\\[RFC (\\d+)[^\\]]*\\]\\(https://www\\.rfc-editor\\.org/rfc/rfc(\\d+)[^)]*\\)");

    private final SourceTree tree = SourceTree.ofReactor();

    @Test
    void every_link_leads_to_a_file() throws IOException {
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String link : page.localLinks()) {
                count++;
                if (!Files.exists(tree.resolve(page.path()).resolveSibling(link.replaceFirst("#.*", "")))) {
                    missing.add(page.path() + ": " + link);
                }
            }
        }
        int seen = count;
        assertTrue(seen >= 100, () -> "only " + seen + " links");
        assertEquals(List.of(), missing);
    }

    @Test
    void every_fragment_is_a_heading() throws IOException {
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String link : page.localLinks()) {
                if (link.contains("#")) {
                    count++;
                    if (!isHeading(page, link)) {
                        missing.add(page.path() + ": " + link);
                    }
                }
            }
        }
        int seen = count;
        assertTrue(seen >= 2, () -> "only " + seen + " fragments");
        assertEquals(List.of(), missing);
    }

    private boolean isHeading(MarkdownPage page, String link) throws IOException {
        int mark = link.indexOf('#');
        String text = mark == 0
                ? page.text()
                : Files.readString(tree.resolve(page.path()).resolveSibling(link.substring(0, mark)));
        return HEADING.matcher(text)
                .results()
                .map(heading -> fragment(heading.group(1)))
                .anyMatch(link.substring(mark + 1)::equals);
    }

    /** The fragment that GitHub gives to a heading. */
    private static String fragment(String heading) {
        return heading.toLowerCase().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }

    @Test
    void links_to_specifications_lead_to_the_section_that_they_show() throws IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            List<MatchResult> sections =
                    SECTION_LINK.matcher(page.text()).results().toList();
            count += sections.size();
            sections.stream()
                    .filter(link -> !link.group(2).equals("#section-" + link.group(1)))
                    .forEach(link -> wrong.add(page.path() + ": " + link.group()));
            RFC_LINK.matcher(page.text())
                    .results()
                    .filter(link -> !link.group(1).equals(link.group(2)))
                    .forEach(link -> wrong.add(page.path() + ": " + link.group()));
        }
        int seen = count;
        assertTrue(seen >= 10, () -> "only " + seen + " links to sections");
        assertEquals(List.of(), wrong);
    }

    @Test
    void index_lists_every_page() throws IOException {
        List<String> listed = MarkdownPage.read("docs/README.md").localLinks();
        List<String> missing = MarkdownPage.all().stream()
                .map(MarkdownPage::path)
                .filter(path -> path.startsWith("docs/") && !path.equals("docs/README.md"))
                .filter(path -> !listed.contains(path.substring("docs/".length())))
                .toList();
        assertTrue(listed.size() >= 30, () -> "only " + listed.size() + " pages");
        assertEquals(List.of(), missing);
    }

    @Test
    void wrong_fragment_is_found() throws IOException {
        MarkdownPage page = new MarkdownPage("README.md", "## Where is ...?\n");
        assertTrue(isHeading(page, "#where-is-"));
        assertTrue(!isHeading(page, "#where-was"));
        assertTrue(isHeading(page, "SECURITY.md#threat-model"));
        assertTrue(!isHeading(page, "SECURITY.md#missing"));
    }
}
