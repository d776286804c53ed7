package dev.roundhouse.http.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chromium of a user: the trusted roots and the state of the browser are in the home directory, and stay there. */
final class BrowserProfile implements AutoCloseable {
    /** Names of the tests are those of this machine. No other host is resolved. */
    private static final String RESOLVER_RULES = "--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND";

    private final BrowserContext context;

    /**
     * Starts the browser.
     *
     * @param home the home directory
     * @param options further options of the command line
     */
    BrowserProfile(Playwright playwright, Path home, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--no-sandbox", "--disable-gpu", RESOLVER_RULES));
        arguments.addAll(List.of(options));
        context = playwright
                .chromium()
                .launchPersistentContext(
                        home.resolve("profile"),
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(BrowserSession.CHROMIUM)
                                .setEnv(environment(home))
                                .setArgs(arguments));
    }

    /** Without the variables that set other directories than those below the home directory. */
    private static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        return environment;
    }

    /** A new page, which shares the state with the other pages; its events are recorded there. */
    Page page(PageEvents events) {
        Page page = context.newPage();
        events.record(page);
        return page;
    }

    /** Ends the browser, which writes its state first. */
    @Override
    public void close() {
        context.close();
    }
}
