package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.roundhouse.http.lab.report.HtmlReport;
import dev.roundhouse.http.lab.result.RunJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of the lab, opened as a file, with the data of a real run. */
class LabReportBrowserTest {
    private static final Path RUN = Path.of("src", "test", "resources", "lab-run.json");

    /** Counts charts of a single color: they have not been drawn. */
    private static final String BLANK = """
            () => [...document.querySelectorAll('canvas')].filter(canvas => {
              const pixels = new Uint32Array(
                  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
              return pixels.every(pixel => pixel === pixels[0]);
            }).length
            """;

    @TempDir
    static Path directory;

    private static BrowserSession browsing;
    private final Set<String> requested = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void a_report() throws IOException {
        HtmlReport.write(RunJson.read(RUN), directory.resolve("report.html"));
        browsing = new BrowserSession();
    }

    @AfterAll
    static void over() {
        browsing.close();
    }

    private Page open(Browser.NewContextOptions options) {
        Page page = browsing.page(options);
        page.onRequest(request -> requested.add(request.url()));
        page.navigate(directory.resolve("report.html").toUri().toString());
        return page;
    }

    private static Browser.NewContextOptions window(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
    }

    private void assertGood(Page page, String screenshot) {
        BrowserSession.shoot(page, screenshot);
        assertEquals(List.of(), browsing.failures());
        assertEquals(1, requested.size(), () -> "the page requested other resources: " + requested);
        assertTrue(
                page.locator("canvas").count() >= 3,
                "charts: " + page.locator("canvas").count());
        assertEquals(0, page.evaluate(BLANK), "blank charts");
        assertEquals(
                true,
                page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                "the page is wider than the window");
    }

    @Test
    void charts_are_drawn_on_a_desktop() {
        assertGood(open(window(1280, 1800)), "lab-report-desk");
    }

    @Test
    void charts_are_drawn_in_dark_mode() {
        Page page = open(window(1280, 1800).setColorScheme(ColorScheme.DARK));

        assertGood(page, "lab-report-dark");
        String background = (String) page.evaluate("() => getComputedStyle(document.body).backgroundColor");
        assertEquals("rgb(20, 24, 28)", background);
    }

    @Test
    void report_fits_a_phone() {
        assertGood(open(window(380, 1600)), "lab-report-telephone");
    }

    @Test
    void charts_are_tables_without_javascript() {
        Page page = open(window(1280, 1800).setJavaScriptEnabled(false));

        assertEquals(0, page.locator("canvas").count());
        assertTrue(page.locator("figure.chart table").first().isVisible());
    }
}
