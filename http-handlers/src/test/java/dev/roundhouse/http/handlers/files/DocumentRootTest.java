package dev.roundhouse.http.handlers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.SiteFixtureDirectory;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentRootTest {
    private Path parent;
    private SiteFixtureDirectory site;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        parent = directory;
        site = new SiteFixtureDirectory(directory);
    }

    @Test
    void file_has_size_mtime_and_key() throws IOException {
        Path file = site.file("a", "12345");
        Files.setLastModifiedTime(file, FileTime.from(1_234_567_890_123L, TimeUnit.MICROSECONDS));
        FileMetadata facts = found("/a").metadata();
        assertEquals(5, facts.size());
        assertEquals(1_234_567_890_123_000L, facts.modifiedNanos());
        assertEquals(1_234_567, facts.modifiedEpochSecond());
        assertEquals(found("/a").metadata(), facts);
        site.file("b", "12345");
        assertNotEquals(found("/b").metadata().fileKey(), facts.fileKey());
    }

    @Test
    void links_inside_the_root_are_followed() throws IOException {
        site.file("real/file", "text");
        site.link("file", "real/file");
        site.link("dir", "real");
        site.link("twice", "dir");
        site.link("around", "../site/real/file");
        site.link("absolute", site.root.toRealPath().resolve("real/file").toString());
        for (String path : List.of("/file", "/dir/file", "/twice/file", "/around", "/absolute")) {
            assertEquals("text", site.read(path), path);
        }
    }

    @Test
    void links_in_a_cached_directory_are_followed() throws IOException {
        site.file("dir/file", "text");
        site.file("other/file", "other");
        site.link("dir/link", "../other/file");
        site.link("dir/out", "../../secret.txt");
        DocumentRoot root = new DocumentRoot(site.root);
        for (int time = 0; time < 2; time++) {
            assertEquals("text", text(root, "/dir/file"));
            assertEquals("other", text(root, "/dir/link"));
            assertEquals(
                    new Resource.Missing(MissingReason.LINK_OUTSIDE),
                    root.resolve(UriPath.parse("/dir/out").orElseThrow()));
        }
        Files.move(site.root.resolve("dir"), site.root.resolve("moved"));
        site.link("dir", "other");
        assertEquals("other", text(root, "/dir/file"));
    }

    @Test
    void links_out_of_the_root_are_missing() throws IOException {
        Files.createDirectory(parent.resolve("site-of-another"));
        Files.writeString(parent.resolve("site-of-another/index.html"), SiteFixtureDirectory.SECRET);
        site.link("out", "../secret.txt");
        site.link("up", "..");
        site.link("other", "../site-of-another");
        site.link("absolute", parent.resolve("secret.txt").toAbsolutePath().toString());
        site.link("hop", "out");
        site.directory("dir");
        site.link("dir/index.html", "../../secret.txt");
        for (String path : List.of(
                "/out",
                "/up",
                "/up/",
                "/up/secret.txt",
                "/other",
                "/other/",
                "/other/index.html",
                "/absolute",
                "/hop",
                "/dir/",
                "/dir/index.html",
                "/up/site/dir/")) {
            assertEquals(404, site.status(path), path);
        }
    }

    @Test
    void dangling_and_circular_links_are_missing() throws IOException {
        site.link("dangling", "nowhere");
        site.link("circle", "circle");
        assertEquals(404, site.status("/dangling"));
        assertEquals(404, site.status("/circle"));
        assertEquals(404, site.status("/circle/file"));
    }

    @Test
    void FIFO_is_never_opened() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo");
        site.directory("dir");
        for (String name : List.of("pipe", "dir/index.html")) {
            Process mkfifo = new ProcessBuilder(
                            "/usr/bin/mkfifo", site.root.resolve(name).toString())
                    .start();
            assertEquals(0, mkfifo.waitFor());
        }
        site.link("link", "pipe");
        assertEquals(404, site.status("/pipe"));
        assertEquals(404, site.status("/link"));
        assertEquals(404, site.status("/dir/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.git/config",
                "/.htaccess",
                "/docs/.secret",
                "/.well-known/.hidden",
                "/docs/.well-known/a",
                "/.git/",
                "/...",
                "/.well-known2"
            })
    void names_with_a_dot_are_hidden(String path) throws IOException {
        UriPath parsed = UriPath.parse(path).orElseThrow();
        site.file(String.join("/", parsed.segments()) + (parsed.endsWithSlash() ? "/index.html" : ""), "");
        assertEquals(404, site.status(path));
    }

    @Test
    void well_known_names_are_visible() throws IOException {
        site.file(".well-known/security.txt", "Contact");
        assertEquals("Contact", site.read("/.well-known/security.txt"));
    }

    @Test
    void link_through_a_hidden_directory_is_followed() throws IOException {
        site.file("..2026/page", "mounted");
        site.link("..data", "..2026");
        site.link("page", "..data/page");
        assertEquals("mounted", site.read("/page"));
        assertEquals(404, site.status("/..data/page"));
    }

    @Test
    void names_of_255_bytes_are_found_and_longer_ones_are_missing() throws IOException {
        site.file("n".repeat(255), "long");
        site.file("ä".repeat(127), "long");
        assertEquals("long", site.read("/" + "n".repeat(255)));
        assertEquals("long", site.read("/" + UriPath.encodeSegment("ä".repeat(127))));
        assertEquals(404, site.status("/" + "n".repeat(256)));
        assertEquals(404, site.status("/n".repeat(4000)));
        assertEquals(404, site.status("/" + "n".repeat(8000)));
    }

    @Test
    void files_in_deep_directories_are_found() throws IOException {
        site.file("d/".repeat(200) + "file", "deep");
        assertEquals("deep", site.read("/" + "d/".repeat(200) + "file"));
    }

    @Test
    void unreadable_file_is_missing() throws IOException {
        Path file = site.file("private", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root may read everything");
        assertEquals(404, site.status("/private"));
    }

    @Test
    void invalid_segments_are_rejected() {
        String secret = parent.resolve("secret.txt").toAbsolutePath().toString();
        for (String name : List.of("..", "../secret.txt", secret, "\0", "a\0b")) {
            assertThrows(IllegalArgumentException.class, () -> new UriPath(List.of(name), false), name);
        }
    }

    @Test
    void root_reached_by_a_link_follows_the_changed_link() throws IOException {
        site.file("page", "old");
        Path link = Files.createSymbolicLink(parent.resolve("current"), site.root);
        DocumentRoot root = new DocumentRoot(link);
        assertEquals("old", text(root, "/page"));
        Path next = Files.createDirectory(parent.resolve("next"));
        Files.writeString(next.resolve("page"), "new");
        Files.move(Files.createSymbolicLink(parent.resolve("turned"), next), link, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("new", text(root, "/page"));
    }

    @Test
    void root_with_a_hidden_name_is_served() throws IOException {
        Path hidden = Files.createDirectory(parent.resolve(".hidden"));
        Files.writeString(hidden.resolve("page"), "page");
        assertEquals("page", text(new DocumentRoot(hidden), "/page"));
    }

    @Test
    void root_must_be_a_directory() {
        assertThrows(NotDirectoryException.class, () -> new DocumentRoot(parent.resolve("secret.txt")));
        assertThrows(NotDirectoryException.class, () -> new DocumentRoot(parent.resolve("nowhere")));
    }

    @Test
    void removed_or_replaced_root_has_no_files() throws IOException {
        DocumentRoot root = new DocumentRoot(site.root);
        Files.delete(site.root);
        assertRootGone(root);
        Files.writeString(site.root, "a file");
        assertRootGone(root);
        Files.delete(site.root);
        Files.createSymbolicLink(site.root, Path.of("nowhere"));
        assertRootGone(root);
        Files.delete(site.root);
        Files.createSymbolicLink(site.root, site.root);
        assertRootGone(root);
        Files.delete(site.root);
        Files.createDirectory(site.root);
        site.file("a", "back");
        assertEquals("back", text(root, "/a"));
    }

    private void assertRootGone(DocumentRoot root) throws IOException {
        assertEquals(new Resource.Missing(MissingReason.ROOT_GONE), root.resolve(UriPath.ROOT));
        assertInstanceOf(
                Resource.Missing.class, root.resolve(UriPath.parse("/a").orElseThrow()));
        assertEquals(404, site.status("/"));
        assertEquals(404, site.status("/a"));
    }

    @Test
    void root_below_a_file_has_no_files() throws IOException {
        Path above = Files.createDirectories(parent.resolve("above/root"));
        DocumentRoot root = new DocumentRoot(above);
        Files.delete(above);
        Files.delete(above.getParent());
        Files.writeString(above.getParent(), "a file");
        assertEquals(new Resource.Missing(MissingReason.ROOT_GONE), root.resolve(UriPath.ROOT));
    }

    /** Access that the system denies, also if these tests run as root, to which it denies nothing. */
    private static DocumentRoot denying(Path directory, String... names) throws IOException {
        Predicate<Path> granted =
                path -> !List.of(names).contains(path.getFileName().toString());
        DirectoryResolver directoryResolver = DirectoryResolver.forRoot(
                directory, DocumentRoot.DEFAULT_OPEN_DIRECTORIES, DescriptorBudget.unlimited());
        return new DocumentRoot(
                directory,
                SymlinkPolicy.INSIDE,
                DotfilePolicy.DENY,
                directoryResolver,
                new ReadAccess(granted, granted),
                DescriptorBudget.unlimited());
    }

    @Test
    void unreadable_files_and_directories_are_missing() throws IOException {
        site.file("lost+found/file", "x");
        site.file("lost+found/index.html", "x");
        site.file("private", "x");
        site.file("public", "x");
        site.link("to-private", "private");
        site.link("to-lost", "lost+found");
        DocumentRoot root = denying(site.root, "lost+found", "private");
        for (String path : List.of("/lost+found", "/lost+found/", "/private", "/to-private", "/to-lost")) {
            assertEquals(MissingReason.UNREADABLE, reason(root, path));
        }
        List<String> listed = new ArrayList<>();
        Directory top = (Directory) root.resolve(UriPath.ROOT);
        try (EntrySource entries = root.entries(top)) {
            entries.forEachName(
                    name -> entries.entry(name).ifPresent(directoryEntry -> listed.add(directoryEntry.name())));
        }
        assertEquals(List.of("public"), listed);
        FileHandler handler = new FileHandler(root, SiteFixtureDirectory.UNCACHED, () -> SiteFixtureDirectory.NOON);
        for (String path : List.of("/lost+found", "/lost+found/", "/private", "/to-private", "/to-lost/")) {
            Request request = new Request(Method.GET, RequestTarget.originForm(path), Version.HTTP_1_1, Headers.EMPTY);
            assertEquals(404, ((Response) handler.handle(request)).status().code(), path);
        }
    }

    @Test
    void unreadable_root_has_no_files() throws IOException {
        site.file("file", "x");
        DocumentRoot root = denying(site.root, site.root.getFileName().toString());
        assertEquals(MissingReason.UNREADABLE, reason(root, "/"));
    }

    @Test
    void directory_removed_after_its_lookup_is_not_listed() throws IOException {
        Path directory = site.directory("dir");
        DocumentRoot root = new DocumentRoot(site.root);
        Directory found = (Directory) root.resolve(UriPath.parse("/dir/").orElseThrow());
        Files.delete(directory);
        assertThrows(NoSuchFileException.class, () -> root.entries(found));
    }

    @Test
    void pipe_is_missing_with_a_reason() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo");
        Process mkfifo =
                new ProcessBuilder("/usr/bin/mkfifo", site.root.resolve("pipe").toString()).start();
        assertEquals(0, mkfifo.waitFor());
        assertEquals(MissingReason.NOT_REGULAR, reason(new DocumentRoot(site.root), "/pipe"));
    }

    @Test
    void missing_file_has_a_reason() throws IOException {
        site.file("dir/file", "text");
        site.link("out", "../secret.txt");
        site.link("dangling", "nowhere");
        site.link("circle", "circle");
        site.link("way", "nowhere");
        site.file(".hidden", "x");
        DocumentRoot root = new DocumentRoot(site.root);
        assertEquals(MissingReason.NO_SUCH_NAME, reason(root, "/nothing"));
        assertEquals(MissingReason.NO_SUCH_NAME, reason(root, "/dir/file/below"));
        assertEquals(MissingReason.NO_SUCH_NAME, reason(root, "/" + "x".repeat(300)));
        assertEquals(MissingReason.HIDDEN, reason(root, "/.hidden"));
        assertEquals(MissingReason.LINK_OUTSIDE, reason(root, "/out"));
        assertEquals(MissingReason.DANGLING_LINK, reason(root, "/dangling"));
        assertEquals(MissingReason.DANGLING_LINK, reason(root, "/circle"));
        assertEquals(MissingReason.DANGLING_LINK, reason(root, "/way/below"));
        DocumentRoot denying = new DocumentRoot(site.root, SymlinkPolicy.DENY, DotfilePolicy.ALLOW);
        assertEquals(MissingReason.LINK_DENIED, reason(denying, "/out"));
        assertEquals(MissingReason.NO_SUCH_NAME, reason(denying, "/dir/file/below"));
        assertInstanceOf(
                RegularFile.class,
                denying.resolveForExplanation(UriPath.parse("/.hidden").orElseThrow()));
    }

    private static MissingReason reason(DocumentRoot root, String path) throws IOException {
        Resource resource = root.resolveForExplanation(UriPath.parse(path).orElseThrow());
        return assertInstanceOf(Resource.Missing.class, resource, path).reason();
    }

    @Test
    void replaced_file_is_not_opened() throws IOException {
        Path file = site.file("a", "old");
        DocumentRoot root = new DocumentRoot(site.root);
        RegularFile old = found("/a");
        Files.move(site.file("b", "newer"), file, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(root.openIfUnchanged(old).isEmpty());
        RegularFile newer = found("/a");
        try (FileContent content = root.openIfUnchanged(newer).orElseThrow()) {
            assertEquals(5, newer.metadata().size());
            assertEquals(5, content.length());
        }
    }

    @Test
    void removed_file_is_not_opened() throws IOException {
        Path file = site.file("a", "old");
        RegularFile snapshot = found("/a");
        Files.delete(file);
        assertTrue(new DocumentRoot(site.root).openIfUnchanged(snapshot).isEmpty());
    }

    @Test
    void file_below_a_directory_replaced_by_a_link_is_not_opened() throws IOException {
        Path file = site.file("dir/secret.txt", "public");
        RegularFile snapshot = found("/dir/secret.txt");
        Files.delete(file);
        Files.delete(file.getParent());
        site.link("dir", "..");
        assertTrue(new DocumentRoot(site.root).openIfUnchanged(snapshot).isEmpty());
    }

    @Test
    void directory_is_resolved_with_or_without_trailing_slash() throws IOException {
        site.file("dir/index.html", "");
        DocumentRoot root = new DocumentRoot(site.root);
        for (String path : List.of("/dir", "/dir/")) {
            Resource resource = root.resolve(UriPath.parse(path).orElseThrow());
            assertEquals(
                    site.root.resolve("dir").toRealPath(),
                    assertInstanceOf(Directory.class, resource).path());
        }
        assertInstanceOf(Directory.class, root.resolve(UriPath.ROOT));
    }

    private RegularFile found(String path) throws IOException {
        Resource resource =
                new DocumentRoot(site.root).resolve(UriPath.parse(path).orElseThrow());
        return assertInstanceOf(RegularFile.class, resource);
    }

    private static String text(DocumentRoot root, String path) throws IOException {
        RegularFile regularFile = assertInstanceOf(
                RegularFile.class, root.resolve(UriPath.parse(path).orElseThrow()));
        FileContent content = root.openIfUnchanged(regularFile).orElseThrow();
        return SiteFixtureDirectory.read(
                new Body.Slice(content, 0, regularFile.metadata().size()));
    }
}
