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

/** Debian's Chromium, and what it said while it was looking. */
final class BrowserSession implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Asked for by the browser itself and not by a page; a site need not have it. */
    private static final String ICON = "/favicon.ico";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Response> responses = new CopyOnWriteArrayList<>();

    BrowserSession() {
        // The browser is the system's; the library shall not fetch another.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** A page in a window of its own, nothing kept from other pages. */
    Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains(ICON)) {
                complaints.add("console: " + message.text() + " at " + message.location());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequestFailed(request -> complaints.add("failed: " + request.url() + " " + request.failure()));
        page.onResponse(response -> {
            responses.add(response);
            if (response.status() >= 400 && !response.url().endsWith(ICON)) {
                complaints.add(response.status() + ": " + response.url());
            }
        });
        return page;
    }

    /** What went wrong in any page so far. */
    List<String> complaints() {
        return complaints;
    }

    /** What pages got so far. */
    List<Response> responses() {
        return responses;
    }

    /** To be looked at by people. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
