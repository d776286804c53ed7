package dev.roundhouse.http.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that plays the end of a video requests a range. */
class VideoBrowserTest {
    private static final String FILM = "half-a-minute.webm";
    private static final double SECONDS = 30;
    private static final double WANTED = 25;

    @TempDir
    Path directory;

    @Test
    void seeking_in_a_video_uses_ranges() throws IOException {
        try (InputStream film = VideoBrowserTest.class.getResourceAsStream(FILM)) {
            Files.copy(film, directory.resolve(FILM));
        }
        Files.writeString(
                directory.resolve("index.html"), "<!doctype html><title>Film</title><video muted src=" + FILM + ">");
        try (ServedDirectory site = new ServedDirectory(directory, new NioTransport());
                BrowserSession browserSession = new BrowserSession()) {
            Page page = browserSession.page(new Browser.NewContextOptions());
            page.navigate(site.url("/"));
            page.waitForFunction("() => document.querySelector('video').readyState > 0");

            Object sought = page.evaluate(
                    "wanted => new Promise(resolve => { const film = document.querySelector('video');"
                            + " film.onseeked = () => resolve(film.currentTime); film.currentTime = wanted; })",
                    WANTED);
            Object end = page.evaluate("() => document.querySelector('video').seekable.end(0)");

            assertEquals(WANTED, ((Number) sought).doubleValue(), 0.5);
            assertEquals(SECONDS, ((Number) end).doubleValue(), 0.5);
            assertEquals(List.of(), browserSession.failures());
            assertTrue(browserSession.responses().stream()
                    .anyMatch(response -> response.url().endsWith(FILM) && response.status() == 206));
        }
    }
}
