package dev.roundhouse.http.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Debian's Chromium, with the failures and responses of its pages. */
final class BrowserSession implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Requested by the browser itself and not by a page; a site need not have it. */
    private static final String ICON = "/favicon.ico";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Response> responses = new CopyOnWriteArrayList<>();

    BrowserSession() {
        // Use the browser of the system; the library must not download one.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** A page in a window of its own, without state of other pages. */
    Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains(ICON)) {
                failures.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> failures.add("script: " + error));
        page.onDialog(dialog -> {
            failures.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequestFailed(request -> failures.add("failed: " + request.url() + " " + request.failure()));
        page.onResponse(response -> {
            responses.add(response);
            if (response.status() >= 400 && !response.url().endsWith(ICON)) {
                failures.add(response.status() + ": " + response.url());
            }
        });
        return page;
    }

    /** The failures of all pages so far. */
    List<String> failures() {
        return failures;
    }

    /** The responses to all pages so far. */
    List<Response> responses() {
        return responses;
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
