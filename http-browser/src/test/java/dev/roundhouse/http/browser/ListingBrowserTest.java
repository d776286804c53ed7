package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listing of a directory with unusual names, in a browser. */
class ListingBrowserTest {
    private static final List<String> NAMES = List.of(
            "<img src=x onerror=alert(1)>",
            "\"><script>alert(2)<",
            "'; alert(3); '",
            "javascript:alert(4)",
            "100%25 & more?.txt",
            "a#b.txt",
            "a:b",
            "a b  c.txt",
            "Grüße aus Köln.html",
            "😀.png",
            "%2e%2e",
            "-rf",
            "a name that is so long that it will certainly not fit on the screen of a telephone without being broken.pdf",
            "ein_langes_Wort_ohne_jede_Stelle_an_der_man_es_trennen_könnte_und_das_darum_überall_getrennt_werden_muss.md");

    @TempDir
    static Path directory;

    private static ServedDirectory site;
    private static BrowserSession browsing;

    @BeforeAll
    static void a_directory() throws IOException {
        for (String name : NAMES) {
            Files.writeString(directory.resolve(name), "content of " + name);
        }
        Files.write(directory.resolve("large.bin"), new byte[3 << 20]);
        Files.createDirectory(directory.resolve("zoo"));
        Files.writeString(directory.resolve("zoo/lion.txt"), "roar");
        Files.createDirectory(directory.resolve("<b>bold</b>".replace("/", "")));
        site = new ServedDirectory(directory, new NioTransport());
        browsing = new BrowserSession();
    }

    @AfterAll
    static void over() {
        browsing.close();
        site.close();
    }

    private static Page open(Browser.NewContextOptions options, String path) {
        Page page = browsing.page(options);
        page.navigate(site.url(path));
        return page;
    }

    private static List<String> names(Page page) {
        return page.locator("tbody a").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    private static void assertFits(Page page) {
        assertEquals(
                true,
                page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                "the page is wider than its window");
    }

    @Test
    void listing_fits_a_desktop() {
        Page page = open(new Browser.NewContextOptions().setViewportSize(1280, 900), "/");

        BrowserSession.shoot(page, "listing-desktop");
        assertFits(page);
        assertEquals(List.of(), browsing.failures());
    }

    @Test
    void listing_fits_a_phone() {
        Page page = open(new Browser.NewContextOptions().setViewportSize(380, 800), "/");

        BrowserSession.shoot(page, "listing-telephone");
        assertFits(page);
    }

    @Test
    void listing_is_dark_in_dark_mode() {
        Page light = open(new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT), "/");
        Page dark = open(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK), "/");

        BrowserSession.shoot(dark, "listing-dark");
        assertNotEquals(background(light), background(dark));
    }

    private static Object background(Page page) {
        return page.evaluate("() => getComputedStyle(document.body).backgroundColor"
                + " + getComputedStyle(document.documentElement).backgroundColor");
    }

    @Test
    void every_name_is_text_and_directories_come_first() {
        List<String> shown = names(open(new Browser.NewContextOptions(), "/"));

        assertTrue(shown.get(0).startsWith("<b>bold<") && shown.get(1).startsWith("zoo"), shown.toString());
        for (String name : NAMES) {
            assertTrue(shown.contains(name), name + " in " + shown);
        }
    }

    @Test
    void every_name_links_to_its_file() {
        Page page = open(new Browser.NewContextOptions(), "/");
        List<String> snapshot = new ArrayList<>();
        for (Locator link : page.locator("tbody a").all()) {
            String address = (String) link.evaluate("link => link.href");
            snapshot.add(page.request().get(address).text());
        }

        for (String name : NAMES) {
            assertTrue(snapshot.contains("content of " + name), name);
        }
    }

    @Test
    void links_lead_to_subdirectories_and_parents() {
        Page page = open(new Browser.NewContextOptions(), "/");
        page.locator("tbody a", new Page.LocatorOptions().setHasText("zoo")).click();
        assertEquals(
                List.of("lion.txt"),
                names(page).stream().filter(name -> name.contains("lion")).toList());
        BrowserSession.shoot(page, "listing-below");

        page.locator("nav a").first().click();
        assertEquals(site.url("/"), page.url());
    }

    @Test
    void listing_is_sorted_and_filtered_without_javascript() {
        Browser.NewContextOptions noScript = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        List<String> bySize = names(open(noScript, "/?sort=size&order=desc"));
        List<String> filtered = names(open(noScript, "/?q=large"));

        assertEquals(
                "large.bin",
                bySize.stream().filter(name -> !name.endsWith("/")).findFirst().orElseThrow());
        assertEquals(List.of("large.bin"), filtered);
    }

    @Test
    void missing_path_shows_a_readable_error_page() {
        Page page = browsing.page(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK));
        assertEquals(404, page.navigate(site.url("/nothing")).status());
        BrowserSession.shoot(page, "missing-dark");
        assertFits(page);
        browsing.failures().removeIf(failure -> failure.contains("404"));
    }
}
