package dev.roundhouse.http.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, with the failures and responses of its pages. */
final class BrowserSession implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final PageEvents events = new PageEvents();

    BrowserSession() {
        playwright = playwright();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** The driver of the system's browser: the library must not download one. */
    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** A page in a window of its own, without state of other pages. */
    Page page(Browser.NewContextOptions options) {
        Page page = browser.newContext(options).newPage();
        events.record(page);
        return page;
    }

    /** The failures of all pages so far. */
    List<String> failures() {
        return events.failures();
    }

    /** The responses to all pages so far. */
    List<Response> responses() {
        return events.responses();
    }

    /** Takes a screenshot for people to look at. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
