package dev.roundhouse.http.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"result\">(.*?)</script>", Pattern.DOTALL);

    private static String page() throws IOException {
        return HtmlReport.text(SampleRun.complete());
    }

    private static void assertHas(String page, String text) {
        assertTrue(page.contains(text), "not in the page: " + text);
    }

    @Test
    void states_significant_rankings() throws IOException {
        String page = page();

        assertHas(page, "<h1>nio is fastest in 1 of 2 workloads</h1>");
        assertHas(page, "nio is faster than all others");
        assertHas(page, "virtual is faster than all others");
        assertHas(page, "nio has the highest throughput in: Small file, 64 clients.");
    }

    @Test
    void states_no_inconclusive_rankings() throws IOException {
        assertFalse(page().contains("virtual faster than &lt;"), "an inconclusive comparison is not a ranking");
    }

    @Test
    void explains_differences_by_costs() throws IOException {
        String page = page();

        assertHas(page, "virtual, the slower one, uses 40 µs of CPU compared to nio with 20 µs of CPU.");
        assertHas(page, "read 1, write 1");
    }

    @Test
    void shows_latency_with_coordinated_omission() throws IOException {
        String page = page();

        assertHas(page, "uncorrected at 66,000/s");
        assertHas(page, "corrected, ×55.6");
    }

    @Test
    void shows_discarded_and_skipped_measurements() throws IOException {
        String page = page();

        assertHas(page, "discarded: the load generator was late");
        assertHas(page, "was not measured: it has no slow handler.");
        assertHas(page, "1 failures");
        assertHas(page, "reset by the server");
    }

    @Test
    void ranks_server_with_must_failures_with_a_note() throws IOException {
        assertHas(page(), "is ranked despite 2 MUST failures: host/missing, te/cl. ");
    }

    @Test
    void special_characters_in_names_are_escaped() throws IOException {
        String page = page();

        assertFalse(page.contains("<script>alert"), "a name became markup");
        assertHas(page, "&lt;script&gt;alert(");
    }

    @Test
    void contains_its_data_and_needs_no_network() throws IOException {
        String page = page();

        Matcher data = DATA.matcher(page);
        assertTrue(data.find());
        Path file = directory.resolve("data.json");
        Files.writeString(file, data.group(1));
        assertEquals(SampleRun.complete(), RunJson.read(file));
        assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), "the page has an external resource");
    }

    @TempDir
    Path directory;

    @Test
    void quotes_commands_for_a_shell() throws IOException {
        assertHas(page(), "java -jar http-lab.jar --server 'a b=serve '\\''{root}'\\'''");
    }

    @Test
    void reports_interrupted_run_without_results() throws IOException {
        String page = HtmlReport.text(SampleRun.empty());

        assertHas(page, "<h1>No results</h1>");
        assertHas(page, "The run was interrupted; partial results.");
    }

    @Test
    void replaces_existing_file() throws IOException {
        Path file = directory.resolve("report.html");
        Files.writeString(file, "x".repeat(1_000_000));
        RunResult run = SampleRun.complete();

        HtmlReport.write(run, file);

        assertEquals(HtmlReport.text(run), Files.readString(file));
    }
}
