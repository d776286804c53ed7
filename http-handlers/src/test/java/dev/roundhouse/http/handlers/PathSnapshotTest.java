package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a second a snapshot replaces a full lookup: when it suffices, and when it must not. */
class PathSnapshotTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-05-05T05:05:05Z"));

    @TempDir
    Path directory;

    private Path site;
    /** The change time of a file cannot be set, so the clock is advanced. */
    private Instant now = Instant.now().plus(Duration.ofDays(1));

    private int lookups;

    @BeforeEach
    void create_site() throws IOException {
        site = Files.createDirectories(directory.resolve("site/docs"));
        write("a.txt", "old");
        write("index.htm", "index");
    }

    /** Makes the directory and all its files look unchanged for a long time. */
    private void ages() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                Files.setLastModifiedTime(file, LONG_AGO);
            }
        }
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(site.resolve(name), content);
    }

    private FileHandler handler(DocumentRoot root, MappingOptions options) {
        PathMapper pathMapper = new PathMapper(options, root, List.of(), (where, path) -> {
            lookups++;
            return where.resolve(path);
        });
        return new FileHandler(pathMapper, FileOptions.DEFAULT, () -> now, Runnable::run);
    }

    private FileHandler handler() throws IOException {
        return handler(new DocumentRoot(directory.resolve("site")), MappingOptions.DEFAULT);
    }

    private static String get(FileHandler handler, String target) throws IOException {
        Request request =
                new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of("Host", "a"));
        Response response = (Response) handler.handle(request).await();
        return response.status().code() == 200
                ? SiteFixtureDirectory.read(response.body())
                : Integer.toString(response.status().code());
    }

    /** Sends a request, and again a second later. */
    private String later(FileHandler handler, String target) throws IOException {
        now = now.plus(Duration.ofSeconds(1));
        return get(handler, target);
    }

    @Test
    void snapshot_is_valid_without_changes() throws IOException {
        ages();
        FileHandler handler = handler();
        assertEquals("old", get(handler, "/docs/a.txt"));
        int before = lookups;

        for (int i = 0; i < 5; i++) {
            assertEquals("old", later(handler, "/docs/a.txt"));
        }
        assertEquals(before, lookups);
    }

    @Test
    void detects_a_file_changed_in_place() throws IOException {
        ages();
        FileHandler handler = handler();
        get(handler, "/docs/a.txt");

        write("a.txt", "newer");
        assertEquals("newer", later(handler, "/docs/a.txt"));
    }

    @Test
    void detects_a_replaced_or_deleted_file() throws IOException {
        ages();
        FileHandler handler = handler();
        get(handler, "/docs/a.txt");

        Files.delete(site.resolve("a.txt"));
        write("a.txt", "another");
        Files.setLastModifiedTime(site.resolve("a.txt"), LONG_AGO);
        assertEquals("another", later(handler, "/docs/a.txt"));
        Files.delete(site.resolve("a.txt"));
        assertEquals("404", later(handler, "/docs/a.txt"));
    }

    @Test
    void detects_a_new_name_of_higher_precedence() throws IOException {
        MappingOptions options = new MappingOptions(
                UriPath.ROOT, List.of("index.html", "index.htm"), true, Optional.empty(), DotfilePolicy.DENY, false);
        write("b.html", "page");
        ages();
        FileHandler handler = handler(new DocumentRoot(directory.resolve("site")), options);
        assertEquals("index", get(handler, "/docs/"));
        assertEquals("page", get(handler, "/docs/b"));

        write("index.html", "better");
        write("b", "itself");
        assertEquals("better", later(handler, "/docs/"));
        assertEquals("itself", later(handler, "/docs/b"));
    }

    @Test
    void detects_a_replaced_directory() throws IOException {
        ages();
        FileHandler handler = handler();
        get(handler, "/docs/a.txt");

        Files.move(site, directory.resolve("site/old"));
        Files.createDirectory(site);
        write("a.txt", "new");
        ages();
        assertEquals("new", later(handler, "/docs/a.txt"));
    }

    @Test
    void detects_a_root_link_to_another_release() throws IOException {
        Path next = Files.createDirectories(directory.resolve("next/docs"));
        Files.writeString(next.resolve("a.txt"), "new");
        Path current = Files.createSymbolicLink(directory.resolve("current"), Path.of("site"));
        ages();
        FileHandler handler = handler(new DocumentRoot(current), MappingOptions.DEFAULT);
        assertEquals("old", get(handler, "/docs/a.txt"));

        Files.delete(current);
        Files.createSymbolicLink(current, Path.of("next"));
        assertEquals("new", later(handler, "/docs/a.txt"));
    }

    @Test
    void file_reached_through_a_link_is_revalidated_fully() throws IOException {
        Path next = Files.createDirectories(directory.resolve("site/next"));
        Files.writeString(next.resolve("a.txt"), "new");
        Path link = Files.createSymbolicLink(directory.resolve("site/now"), Path.of("docs"));
        ages();
        FileHandler handler = handler();
        assertEquals("old", get(handler, "/now/a.txt"));

        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("next"));
        assertEquals("new", later(handler, "/now/a.txt"));
    }

    @Test
    void recently_modified_directory_is_revalidated_fully() throws IOException {
        ages();
        Files.setLastModifiedTime(site, FileTime.from(now));
        FileHandler handler = handler();
        get(handler, "/docs/a.txt");
        int before = lookups;

        later(handler, "/docs/a.txt");
        assertEquals(before + 1, lookups);
    }

    @Test
    void file_with_sidecars_is_revalidated_fully() throws IOException {
        write("a.txt.gz", "");
        ages();
        FileHandler handler = handler();
        get(handler, "/docs/a.txt");
        int before = lookups;

        later(handler, "/docs/a.txt");
        assertEquals(before + 1, lookups);
    }

    @Test
    void detects_a_dangling_link_that_gets_its_target() throws IOException {
        MappingOptions options = new MappingOptions(
                UriPath.ROOT, List.of("index.html", "index.htm"), false, Optional.empty(), DotfilePolicy.DENY, false);
        Files.createDirectories(directory.resolve("site/else"));
        Files.createSymbolicLink(site.resolve("index.html"), Path.of("../else/page"));
        Files.createSymbolicLink(site.resolve("a.txt.gz"), Path.of("../else/coded"));
        ages();
        FileHandler handler = handler(new DocumentRoot(directory.resolve("site")), options);
        assertEquals("index", get(handler, "/docs/"));
        assertEquals("old", get(handler, "/docs/a.txt"));

        write("../else/page", "better");
        write("../else/coded", "coded");
        assertEquals("better", later(handler, "/docs/"));
        assertEquals("old", later(handler, "/docs/a.txt"));
        Request coded = new Request(
                Method.GET,
                RequestTarget.originForm("/docs/a.txt"),
                Version.HTTP_1_1,
                Headers.of("Accept-Encoding", "gzip"));
        assertEquals("coded", SiteFixtureDirectory.read(((Response) handler.handle(coded)).body()));
    }

    @ParameterizedTest
    @EnumSource(names = {"INSIDE", "DENY"})
    void detects_a_parent_replaced_by_a_link(DocumentRoot.SymlinkPolicy symlinkPolicy) throws IOException {
        Path deep = Files.createDirectories(site.resolve("one/two/three"));
        Files.writeString(deep.resolve("a.txt"), "deep");
        ages();
        DocumentRoot root = new DocumentRoot(directory.resolve("site"), symlinkPolicy, DotfilePolicy.DENY);
        FileHandler handler = handler(root, MappingOptions.DEFAULT);
        assertEquals("deep", get(handler, "/docs/one/two/three/a.txt"));
        assertEquals("deep", later(handler, "/docs/one/two/three/a.txt"));

        Path target =
                symlinkPolicy == DocumentRoot.SymlinkPolicy.DENY ? site.resolve("moved") : directory.resolve("moved");
        Files.move(site.resolve("one"), target);
        Files.createSymbolicLink(site.resolve("one"), target);
        assertEquals("404", later(handler, "/docs/one/two/three/a.txt"));
    }

    @Test
    void detects_a_new_name_after_the_directory_mtime_was_reset() throws IOException {
        ages();
        MappingOptions clean = new MappingOptions(
                UriPath.ROOT, List.of("index.html", "index.htm"), true, Optional.empty(), DotfilePolicy.DENY, false);
        FileHandler handler = handler(new DocumentRoot(directory.resolve("site")), clean);
        assertEquals("index", get(handler, "/docs/"));

        write("index.html", "better");
        ages();
        assertEquals("better", later(handler, "/docs/"));
    }
}
