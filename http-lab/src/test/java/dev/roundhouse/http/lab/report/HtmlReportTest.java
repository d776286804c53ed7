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
        return HtmlReport.text(SampleRun.whole());
    }

    private static void assertHas(String page, String part) {
        assertTrue(page.contains(part), "not in the page: " + part);
    }

    @Test
    void says_who_is_ahead_where_the_intervals_say_so() throws IOException {
        String page = page();

        assertHas(page, "<h1>nio is ahead in 1 of 2 workloads</h1>");
        assertHas(page, "nio is ahead of all others");
        assertHas(page, "virtual is ahead of all others");
        assertHas(page, "nio for throughput in: Small file, 64 clients.");
    }

    @Test
    void says_nothing_that_the_intervals_do_not_say() throws IOException {
        assertFalse(page().contains("virtual before"), "an undecided comparison is no order");
    }

    @Test
    void explains_by_the_figures_beside() throws IOException {
        String page = page();

        assertHas(page, "virtual, the slower one, takes 40 µs of CPU where nio takes 20 µs of CPU.");
        assertHas(page, "read 1, write 1");
    }

    @Test
    void shows_what_a_naive_tool_would_have_claimed() throws IOException {
        String page = page();

        assertHas(page, "claimed at 66,000/s");
        assertHas(page, "in truth, ×55.6");
    }

    @Test
    void says_what_was_thrown_out_and_what_was_not_measured() throws IOException {
        String page = page();

        assertHas(page, "thrown out: the generator sent late");
        assertHas(page, "was not measured: it has no such handler.");
        assertHas(page, "1 failed");
        assertHas(page, "reset by the server");
    }

    @Test
    void ranks_who_breaks_a_must_under_a_note() throws IOException {
        assertHas(page(), "is ranked although it breaks 2 MUSTs of HTTP/1.1: host/missing, te/cl. ");
    }

    @Test
    void shows_hostile_names_as_they_are_and_runs_none_of_them() throws IOException {
        String page = page();

        assertFalse(page.contains("<script>alert"), "a name became markup");
        assertHas(page, "&lt;script&gt;alert(");
    }

    @Test
    void carries_its_data_and_asks_no_network() throws IOException {
        String page = page();

        Matcher data = DATA.matcher(page);
        assertTrue(data.find());
        Path file = folder.resolve("data.json");
        Files.writeString(file, data.group(1));
        assertEquals(SampleRun.whole(), RunJson.read(file));
        assertFalse(page.matches("(?s).*(src|href)=\"(https?:)?//.*"), "something is fetched");
    }

    @TempDir
    Path folder;

    @Test
    void quotes_commands_as_a_shell_takes_them() throws IOException {
        assertHas(page(), "java -jar http-app.jar lab --server 'a b=serve '\\''{root}'\\'''");
    }

    @Test
    void says_when_the_run_was_stopped_before_there_was_anything() throws IOException {
        String page = HtmlReport.text(SampleRun.empty());

        assertHas(page, "<h1>Nothing was measured</h1>");
        assertHas(page, "The run was stopped before its end");
    }

    @Test
    void is_written_over_what_was_there() throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "x".repeat(1_000_000));
        RunResult run = SampleRun.whole();

        HtmlReport.write(run, file);

        assertEquals(HtmlReport.text(run), Files.readString(file));
    }
}
