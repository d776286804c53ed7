package dev.roundhouse.http.handlers.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.ReferenceResolution;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.files.FileMetadata;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeReferenceTest {
    private static final long SEED = 20_261_130;
    private static final int PATHS = 20_000;
    private static final List<String> SEGMENTS = List.of(
            "a",
            "b",
            "docs",
            "d%6Fcs",
            "index.html",
            "x.html",
            "",
            ".",
            "..",
            "javascript:alert(1)",
            "http:",
            "a:b",
            "evil.example",
            "@evil",
            "%40",
            "caf%C3%A9",
            "a%20b",
            "%5Bx%5D",
            "...",
            ".%2E.",
            "%252F",
            ";p=1",
            "~",
            "%09",
            "%0d%0aSet-Cookie:x",
            "*",
            "'\"".replace("\"", "%22"),
            "-",
            "a&b=c",
            "%3F",
            "%23");

    @ParameterizedTest
    @CsvSource({
        "/docs, /docs/, docs/",
        "/a/b, /a/b/, b/",
        "/x.html, /x, x",
        "/a/x.html, /a/x, x",
        "/index.html, /, ./",
        "/a/index.html, /a/, ./",
        "/about/, /about, ../about",
        "//docs, /docs/, ../docs/",
        "/a/../b, /b/, b/",
        "/a//b, /a/b/, ../b/",
        "/docs//, /docs/, ../",
        "/a/., /a/, ./",
        "/a:b, /a:b/, ./a:b/",
        "/d%6Fcs, /docs/, docs/",
        "/d%6Fcs/x, /docs/x/, ../docs/x/",
        "///, /, ../../",
    })
    void shortest_reference_is_used(String base, String target, String expected) {
        assertEquals(
                expected, RelativeReference.from(base, UriPath.parse(target).orElseThrow()));
    }

    /** Curl drops the slash of {@code ./?x=1} and {@code ../?x=1}, and would request /a instead of /a/. */
    @ParameterizedTest
    @CsvSource({
        "/a/index, /a/, .?x=1",
        "/index.html, /, .?x=1",
        "/a/index/, /a/, ..?x=1",
        "///, /, ../..?x=1",
        "/a, /a/, a/?x=1",
        "/a/, /a, ../a?x=1",
        "/a:b, /a:b/, ./a:b/?x=1",
        "/..., /.../, .../?x=1",
        "//..., /.../, ../.../?x=1",
    })
    void reference_with_query_is_resolved_alike_by_all_clients(String base, String target, String expected) {
        UriPath path = UriPath.parse(target).orElseThrow();
        assertEquals(expected, RelativeReference.from(base, path, "?x=1"));
    }

    @Test
    void reference_resolves_to_the_same_path_after_any_prefix() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int redirects = 0;
        for (int i = 0; i < PATHS; i++) {
            String base = path(random) + (random.nextInt(4) == 0 ? "?q=http://x/..\\&y" : "");
            String context = "seed " + SEED + ", path " + i + ": " + base;
            Optional<Expected> expected = redirect(base, random.nextInt(3));
            if (expected.isPresent()) {
                redirects++;
                check(base, expected.get(), context);
            }
        }
        assertTrue(redirects > PATHS / 4, redirects + " redirects");
    }

    private static void check(String base, Expected expected, String context) {
        String location = expected.location();
        String reported = context + " -> " + location;
        assertTrue(location.chars().allMatch(value -> value > ' ' && value < 0x7F), reported);
        for (String prefix : List.of("", "/app", "/a/b/c", "/docs", "/index.html")) {
            String right = prefix + expected.path();
            assertEquals(right, ReferenceResolution.rfc(prefix + base, location), reported);
            // A browser resolves dot segments before it sends a request.
            if (!base.replaceFirst("\\?.*", "").matches(".*/[.]{1,2}(/.*)?")) {
                assertEquals(right, ReferenceResolution.browser(prefix + base, location), reported);
            }
            // The JDK drops empty segments before it resolves dot segments, and rejects characters not allowed in a
            // URI.
            if (!base.replaceFirst("\\?.*", "").contains("//") && base.indexOf('\\') < 0) {
                assertEquals(right, ReferenceResolution.jdk(prefix + base, location), reported);
            }
        }
    }

    /** The path that a redirect has to reach, and its Location. */
    private record Expected(String path, String location) {}

    /** The redirect of a mapping in which every path exists, as a directory, a page or an index page, depending on the kind. */
    private static Optional<Expected> redirect(String raw, int kind) throws IOException {
        MappingOptions options = new MappingOptions(
                UriPath.ROOT, List.of("index.html"), true, Optional.empty(), DotfilePolicy.ALLOW, true);
        NamedRoots roots = new NamedRoots();
        PathMapper pathMapper = new PathMapper(
                options, roots.root("top"), List.of(), roots.lookup((root, path) -> resource(path, kind)));
        Request request = new Request(Method.GET, RequestTarget.originForm(raw), Version.HTTP_1_1, Headers.EMPTY);
        MappingResult mappingResult = pathMapper.map(request, PathMapper.MappingTrace.NONE);
        if (!(mappingResult instanceof MappingResult.Redirect redirect)) {
            return Optional.empty();
        }
        UriPath requested = UriPath.parse(raw.replaceFirst("\\?.*", "")).orElseThrow();
        String query = raw.substring(raw.replaceFirst("\\?.*", "").length());
        return Optional.of(new Expected(target(requested, kind).encoded() + query, redirect.location()));
    }

    private static UriPath target(UriPath requested, int kind) {
        List<String> segments = new ArrayList<>(requested.segments());
        if (kind == 0) {
            return new UriPath(segments, true);
        }
        String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        if (kind == 2 && last.equals("index.html")) {
            return new UriPath(segments.subList(0, segments.size() - 1), true);
        }
        boolean page = kind == 1 && !requested.endsWithSlash() && last.endsWith(".html") && last.length() > 5;
        if (page && !last.equals("..html") && !last.equals("...html")) {
            segments.set(segments.size() - 1, last.substring(0, last.length() - 5));
        }
        return new UriPath(segments, segments.isEmpty());
    }

    /** 0: all are directories; 1: names with .html are pages; 2: only index pages. */
    private static Resource resource(UriPath path, int kind) {
        List<String> segments = path.segments();
        String last = segments.isEmpty() ? "" : segments.get(segments.size() - 1);
        boolean isPage = last.endsWith(".html") && !last.endsWith(".html.html") && !last.equals("index.html");
        boolean isFile = kind == 1 ? isPage : kind == 2 && last.equals("index.html");
        return isFile
                ? new Resource.RegularFile(Path.of(""), Path.of("x"), new FileMetadata(1, 1, Optional.empty()))
                : kind == 0 && !last.endsWith(".html") ? new Resource.Directory(Path.of("d")) : Resource.MISSING;
    }

    private static String path(SplittableRandom random) {
        StringBuilder path = new StringBuilder("/");
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            path.append(SEGMENTS.get(random.nextInt(SEGMENTS.size()))).append(i < count - 1 ? "/" : "");
        }
        return path + (random.nextInt(4) == 0 ? "/" : "") + (random.nextInt(4) == 0 ? ".html" : "");
    }
}
