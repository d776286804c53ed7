package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A site made by an attacker: links in every direction, names that are invalid elsewhere, FIFOs, and secrets next to it,
 * hidden in it, and reached by links. It is served with and without a cache, and every response is checked.
 */
public final class MaliciousSite {
    /** The statuses that a handler may return for any GET or HEAD request. */
    static final Set<Integer> EXPECTED = Set.of(200, 206, 301, 308, 400, 404, 416);

    /** Content that must never be sent, for any policy of links. */
    static final String SECRET = SiteFixtureDirectory.SECRET;

    /** Content outside the root that is sent only if links out of the root are followed. */
    static final String LINKED = "outside, reached by a link";

    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");
    private static final int HOPS_AT_MOST = 3;

    /** Handlers of the site with different caches and mappings. */
    final List<Handler> handlers;

    private final Path root;
    private final SymlinkPolicy symlinks;

    public MaliciousSite(Path parent, SymlinkPolicy symlinkPolicy) throws IOException, InterruptedException {
        this.root = Files.createDirectories(parent.resolve("site"));
        this.symlinks = symlinkPolicy;
        surround(parent);
        fill();
        hide();
        pair();
        if (symlinkPolicy != SymlinkPolicy.FOLLOW) {
            linkToSecrets(parent);
        }
        linkElsewhere();
        if (Files.isExecutable(MKFIFO)) {
            addPipes();
        }
        DocumentRoot files = new DocumentRoot(root, symlinkPolicy, DotfilePolicy.DENY);
        handlers = List.of(
                handler(files, SiteFixtureDirectory.UNCACHED, false, Optional.empty()),
                handler(files, SiteFixtureDirectory.CACHING, true, Optional.empty()),
                handler(files, SiteFixtureDirectory.UNCACHED, true, Optional.of(MappingOptions.parseFile("page.txt"))));
    }

    private static Handler handler(DocumentRoot root, FileOptions options, boolean clean, Optional<UriPath> spa) {
        MappingOptions mapping =
                new MappingOptions(UriPath.ROOT, List.of("index.html", "index"), clean, spa, DotfilePolicy.DENY, true);
        return new FileHandler(
                new PathMapper(mapping, root, List.of(), DocumentRoot::resolve),
                options,
                () -> SiteFixtureDirectory.NOON,
                Runnable::run);
    }

    private static void surround(Path parent) throws IOException {
        Files.writeString(parent.resolve("secret.txt"), SECRET);
        Files.createDirectories(parent.resolve("site-of-another"));
        Files.writeString(parent.resolve("site-of-another/index.html"), SECRET);
        Files.createDirectories(parent.resolve("vault"));
        Files.writeString(parent.resolve("vault/only-outside.txt"), SECRET);
        Files.createDirectories(parent.resolve("linked"));
        Files.writeString(parent.resolve("linked/only-linked.txt"), LINKED);
    }

    private void fill() throws IOException {
        for (String name : List.of(
                "page.txt",
                "dir/index.html",
                "dir/in.txt",
                "listed/a.txt",
                "listed/b.html",
                "about.html",
                ".well-known/security.txt",
                "deep/d/d/d/file",
                "n".repeat(255))) {
            file(name, "public");
        }
        for (String name : List.of(
                "a b.txt",
                "%2e%2e",
                "%2f",
                "dot.",
                "space ",
                "semi;colon",
                "..;",
                "..dir/in.txt",
                "...",
                "C:",
                "~",
                "quote\"<b>&.html",
                "new\nline",
                "back\\slash",
                "\u00E4.txt",
                "a\u0308.txt",
                "*",
                "?",
                "#",
                "\u2025",
                "\uFF0E\uFF0E",
                "page.txt::$DATA",
                "PAGE.TXT",
                "index")) {
            file("names/" + name, "public");
        }
        Path unreadable = file("unreadable", "public");
        Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
    }

    private void hide() throws IOException {
        for (String name : List.of(".git/config", ".htaccess", "dir/.env", ".well-known/.hidden", ".index.html")) {
            file(name, SECRET);
        }
    }

    /** Precompressed sidecars, valid and invalid. */
    private void pair() throws IOException {
        for (String name : List.of("page.txt.gz", "styles.css", "script.js", "script.js.gz/in.txt", "pipes.css")) {
            file(name, "public");
        }
    }

    private void linkToSecrets(Path parent) throws IOException {
        link("out", "../secret.txt");
        link("up", "..");
        link("hop", "up");
        link("another", "../site-of-another");
        link("vault", parent.resolve("vault").toAbsolutePath().toString());
        link("root", parent.toAbsolutePath().toString());
        link("around", "dir/../../secret.txt");
        link("styles.css.br", "../secret.txt");
        link("styles.css.gz", parent.resolve("secret.txt").toAbsolutePath().toString());
        Files.createDirectories(root.resolve("linkedindex"));
        link("linkedindex/index.html", "../../secret.txt");
        link("linkedindex/index", "../out");
        link("clean.html", "../secret.txt");
        link("404.html", "../secret.txt");
    }

    private void linkElsewhere() throws IOException {
        link("linked", "../linked");
        link("linked.txt", "../linked/only-linked.txt");
        link("inside", "dir");
        link("inside.txt", "dir/in.txt");
        link("home", "../site/page.txt");
        link("loop", "loop");
        link("ping", "pong");
        link("pong", "ping");
        link("dangling", "nowhere");
        link("page.txt.zst", "nowhere");
        for (int i = 0; i < 50; i++) {
            link("chain" + i, i == 0 ? "page.txt" : "chain" + (i - 1));
        }
    }

    private void addPipes() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("piped"));
        for (String name : List.of("pipe", "piped/index.html", "pipes.css.gz", "pipes.css.br", "listed/pipe")) {
            Process made =
                    new ProcessBuilder(MKFIFO.toString(), root.resolve(name).toString()).start();
            assertEquals(0, made.waitFor());
        }
        link("topipe", "pipe");
    }

    private Path file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(SiteFixtureDirectory.MORNING));
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    /** Sends a request to a handler, follows redirects and checks each response. Returns the first status, 400 for no target. */
    int attempt(Handler handler, Method method, String raw, Headers headers, String label) throws IOException {
        // Bytes that a request line cannot contain never become a target.
        boolean speakable = HttpGrammar.isTarget(raw);
        Optional<RequestTarget> target = speakable ? RequestTarget.parse(method, raw) : Optional.empty();
        if (target.isEmpty()) {
            return 400;
        }
        Response response = (Response) handler.handle(new Request(method, target.get(), Version.HTTP_1_1, headers))
                .await();
        int first = response.status().code();
        String at = target.get().path();
        for (int hop = 0; judged(response, at, label); hop++) {
            String location = location(response, at);
            at = location.replaceFirst("\\?.*", "");
            assertTrue(hop < HOPS_AT_MOST, () -> label + " is redirected again and again: " + location);
            response = (Response) handler.handle(new Request(
                            method, RequestTarget.parse(method, location).orElseThrow(), Version.HTTP_1_1, headers))
                    .await();
            assertTrue(response.status().code() != 400, () -> label + " is redirected wrongly: " + location);
        }
        return first;
    }

    /** Whether the response is a redirect; it must stay on this host. */
    private boolean judged(Response response, String at, String label) throws IOException {
        int status = response.status().code();
        assertTrue(EXPECTED.contains(status), () -> label + ": " + status);
        check(SiteFixtureDirectory.read(response.body()), label);
        boolean moved = status == 301 || status == 308;
        if (moved) {
            String location = location(response, at);
            assertTrue(location.matches("/([^/\\\\].*)?"), () -> label + " -> " + location);
        }
        return moved;
    }

    private static String location(Response response, String at) {
        return ReferenceResolution.browser(
                at, response.headers().first(FieldName.LOCATION).orElseThrow());
    }

    /** Checks that a response has no secret and no names of a directory outside the root. */
    void check(String response, String label) {
        assertFalse(response.contains(SECRET), label);
        assertFalse(response.contains("only-outside.txt\""), label);
        assertFalse(response.contains(".htaccess\""), label);
        if (symlinks != SymlinkPolicy.FOLLOW) {
            assertFalse(response.contains(LINKED), label);
            assertFalse(response.contains("only-linked.txt\""), label);
        }
    }
}
