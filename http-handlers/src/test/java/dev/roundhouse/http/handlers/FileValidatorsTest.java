package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.files.FileMetadata;
import dev.roundhouse.http.handlers.headers.HeaderProvider;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileValidatorsTest {
    private static final String HASH = "\"[-_0-9A-Za-z]{22}\"";

    private Path parent;
    private SiteFixtureDirectory site;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        parent = directory;
        site = new SiteFixtureDirectory(directory);
    }

    private static String field(Response response, FieldName name) throws IOException {
        response.body().close();
        return response.headers().first(name).orElse("none");
    }

    private String tag(String target) throws IOException {
        return field(site.get(target), FieldName.ETAG);
    }

    private Path fileOf(Instant time, String name, String text) throws IOException {
        return Files.setLastModifiedTime(site.file(name, text), FileTime.from(time));
    }

    private SiteFixtureDirectory another(String name, FileOptions options) throws IOException {
        return new SiteFixtureDirectory(Files.createDirectory(parent.resolve(name)), options);
    }

    @Test
    void tag_is_made_from_size_and_nanosecond_mtime() throws IOException {
        fileOf(SiteFixtureDirectory.MORNING.plusNanos(1), "a", "Hello");
        assertEquals("\"5-18e3de9319eb5001\"", tag("/a"));
        fileOf(SiteFixtureDirectory.MORNING.plusNanos(2), "a", "Hello");
        assertEquals("\"5-18e3de9319eb5002\"", tag("/a"));
    }

    @Test
    void tag_is_the_same_on_every_server() throws IOException {
        site.file("a", "Hello");
        SiteFixtureDirectory other = another("replica", SiteFixtureDirectory.CACHING);
        other.file("b", "takes an inode");
        other.file("a", "Hello");
        assertEquals(tag("/a"), field(other.get("/a"), FieldName.ETAG));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1999, true", "2000, false", "-1999, true", "-2000, false"})
    void tag_is_weak_for_two_seconds_after_a_change(long ageMillis, boolean weak) throws IOException {
        fileOf(SiteFixtureDirectory.NOON.minusMillis(ageMillis), "a", "Hello");
        assertEquals(weak, tag("/a").startsWith("W/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z", "1980-01-01T00:00:00Z", "1980-01-01T00:00:01Z"})
    void file_with_placeholder_mtime_has_content_etag_and_no_last_modified(Instant time) throws IOException {
        fileOf(time, "a", "Hello");
        fileOf(time, "b", "World");
        Response response = site.get("/a");
        assertEquals("none", field(response, FieldName.LAST_MODIFIED));
        assertTrue(tag("/a").matches(HASH), tag("/a"));
        assertNotEquals(tag("/a"), tag("/b"));
    }

    /** All times outside the range have the same value; equal times would give equal tags to different versions. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
    void mtime_outside_the_nanosecond_range_is_ignored(long nanos) {
        assertFalse(new FileMetadata(1, nanos, Optional.empty()).hasRealTimestamp());
        assertTrue(new FileMetadata(1, nanos / 2, Optional.empty()).hasRealTimestamp());
    }

    @Test
    void content_tag_does_not_depend_on_mtime() throws IOException {
        FileOptions byContent = SiteFixtureDirectory.UNCACHED.withEntityTags(EntityTagSource.CONTENT);
        site = another("content", byContent);
        fileOf(SiteFixtureDirectory.MORNING, "a", "Hello");
        fileOf(SiteFixtureDirectory.MORNING.plusSeconds(60), "b", "Hello");
        assertEquals(tag("/a"), tag("/b"));
        assertTrue(tag("/a").matches(HASH));
    }

    @Test
    void large_file_has_a_content_etag_once_background_hashing_is_done() throws IOException {
        site = another("content", SiteFixtureDirectory.CACHING.withEntityTags(EntityTagSource.CONTENT));
        site.file("large", "x".repeat(500_000));
        assertEquals("none", tag("/large"));
        assertEquals("none", tag("/large"));
        assertEquals(1, site.backgroundTasks.size());
        site.runBackgroundTasks();
        site.passes(Duration.ofSeconds(1));
        String tag = tag("/large");
        assertTrue(tag.matches(HASH), tag);
        site.passes(Duration.ofHours(1));
        assertEquals(tag, tag("/large"));
        assertEquals(0, site.backgroundTasks.size());
        site.file("large", "y".repeat(500_000));
        Files.setLastModifiedTime(
                site.root.resolve("large"), FileTime.from(SiteFixtureDirectory.MORNING.plusSeconds(1)));
        site.passes(Duration.ofSeconds(1));
        assertEquals("none", tag("/large"));
        site.runBackgroundTasks();
        site.passes(Duration.ofSeconds(1));
        assertNotEquals(tag, tag("/large"));
    }

    @Test
    void content_tag_changes_if_size_and_mtime_stay() throws IOException {
        site = another("content", SiteFixtureDirectory.CACHING.withEntityTags(EntityTagSource.CONTENT));
        for (String name : List.of("small", "large")) {
            int size = name.equals("small") ? 1_000 : 500_000;
            site.file(name, "x".repeat(size));
            field(site.get("/" + name), FieldName.ETAG);
            site.runBackgroundTasks();
            String tag = tag("/" + name);
            assertTrue(tag.matches(HASH), tag);
            assertEquals(
                    304, site.get("/" + name, "If-None-Match", tag).status().code());

            site.file(name, "y".repeat(size));
            site.passes(Duration.ofSeconds(1));
            Response changed = site.get("/" + name, "If-None-Match", tag);
            assertEquals(200, changed.status().code(), name);
            changed.body().close();
            site.runBackgroundTasks();
            String next = tag("/" + name);
            assertTrue(next.matches(HASH) && !next.equals(tag), next);
        }
    }

    @Test
    void recently_modified_large_file_is_not_hashed() throws IOException {
        site = another("content", SiteFixtureDirectory.CACHING.withEntityTags(EntityTagSource.CONTENT));
        fileOf(SiteFixtureDirectory.NOON, "large", "x".repeat(500_000));
        assertEquals("none", tag("/large"));
        assertEquals(0, site.backgroundTasks.size());
        site.passes(Duration.ofSeconds(2));
        assertEquals("none", tag("/large"));
        site.runBackgroundTasks();
        assertTrue(tag("/large").matches(HASH), "has a tag once it is read");
    }

    @Test
    void not_modified_has_only_cache_headers() throws IOException {
        HeaderProvider fields =
                (path, type) -> Headers.of("Cache-Control", "max-age=60", "Content-Location", path.encoded());
        site = another("fields", SiteFixtureDirectory.CACHING.withHeaders(fields));
        site.file("a.txt", "Hello");
        String tag = tag("/a.txt");
        Response response = site.get("/a.txt", "If-None-Match", tag);
        assertEquals(
                "[ETag: " + tag + ", Cache-Control: max-age=60, Content-Location: /a.txt]",
                response.headers().toString());
        assertEquals(0, response.body().length());
        assertEquals("max-age=60", field(site.get("/a.txt"), FieldName.CACHE_CONTROL));
        assertEquals("max-age=60", field(site.get("/a.txt", "Range", "bytes=0-0"), FieldName.CACHE_CONTROL));
    }

    @Test
    void not_modified_without_tag_has_last_modified() throws IOException {
        site = another("content", SiteFixtureDirectory.CACHING.withEntityTags(EntityTagSource.CONTENT));
        site.file("large", "x".repeat(500_000));
        Response response = site.get("/large", "If-Modified-Since", "Sun, 01 Nov 2026 08:30:00 GMT");
        assertEquals(304, response.status().code());
        assertEquals("Sun, 01 Nov 2026 08:30:00 GMT", field(response, FieldName.LAST_MODIFIED));
    }

    @Test
    void conditions_are_ignored_for_a_missing_file() throws IOException {
        site.directory("docs");
        assertEquals(404, site.get("/missing", "If-None-Match", "*").status().code());
        assertEquals(404, site.get("/missing", "If-Match", "*").status().code());
        assertEquals(301, site.get("/docs", "If-Match", "\"x\"").status().code());
    }
}
