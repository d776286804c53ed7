package dev.roundhouse.http.handlers.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.handlers.ReferenceResolution;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.files.FileMetadata;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roots are names, and files are a set of strings: the disk is not read. */
class PathMapperTest {
    private static final Set<String> FILES = Set.of(
            "top:/index.html",
            "top:/about.html",
            "top:/about/index.html",
            "top:/plain",
            "top:/plain.html",
            "top:/pages/one.html",
            "top:/empty/",
            "top:/two/index.htm",
            "top:/two/index.html",
            "top:/.env",
            "top:/.well-known/security.txt",
            "top:/.well-known/.hidden",
            "top:/docs/shadowed.html",
            "top:/docs.html",
            "top:/named/index",
            "top:/named/index.html",
            "top:/nested/index.html",
            "top:/nested/index/index.html",
            "top:/dir/index.html/index.html",
            "docs:/guide.html",
            "docs:/index.html",
            "deep:/x.html");

    @ParameterizedTest
    @CsvSource({
        "/, top:/index.html",
        "/about.html, top:/about.html",
        "/about, 301 /about/",
        "/about?x=1, 301 /about/?x=1",
        "/about/, top:/about/index.html",
        "//about.html, 301 /about.html",
        "/x/../about.html, 301 /about.html",
        "//evil.example, missing",
        "/plain/, missing",
        "/pages/one, missing",
        "/empty, 301 /empty/",
        "/empty/, missing",
        "/%zz, malformed",
        "/a%2Fb, missing",
        "/.env, missing",
        "/.well-known/security.txt, top:/.well-known/security.txt",
        "/.well-known/.hidden, missing",
        "/two/.well-known/x, missing"
    })
    void path_maps_to_the_file_of_that_name(String target, String expected) throws IOException {
        assertEquals(expected, map(MappingOptions.DEFAULT, target));
    }

    @ParameterizedTest
    @CsvSource({
        "/pages/one, top:/pages/one.html",
        "/pages/one.html, 308 /pages/one",
        "/pages/one.html?q=1, 308 /pages/one?q=1",
        "/pages/one/, 308 /pages/one",
        "//pages/one, 301 /pages/one",
        "/about, top:/about.html",
        "/about.html, 308 /about",
        "/about/, top:/about/index.html",
        "/about/index.html, 308 /about/",
        "/index.html, 308 /",
        "/, top:/index.html",
        "/plain, top:/plain",
        "/plain.html, top:/plain.html",
        "/two/index.htm, top:/two/index.htm",
        "/index, 308 /",
        "/index?a=b, 308 /?a=b",
        "/index/, 308 /",
        "//index, 308 /",
        "/about/index, 308 /about/",
        "/two/index, 308 /two/",
        "/docs/index, 308 /docs/",
        "/named/index, top:/named/index",
        "/named/, top:/named/index.html",
        "/named/index.html, 308 /named/",
        "/nested/index, 308 /nested/",
        "/nested/index/, top:/nested/index/index.html",
        "/nested/index/index, 308 /nested/index/",
        "/dir/index.html, 301 /dir/index.html/",
        "/dir/index.html/, top:/dir/index.html/index.html",
        "/docs.html, top:/docs.html",
        "/missing, missing",
        "/missing.html, missing",
        "/..html, missing",
        "/docs, 301 /docs/"
    })
    void page_is_served_at_its_clean_path(String target, String expected) throws IOException {
        MappingOptions clean = new MappingOptions(
                UriPath.ROOT, List.of("index.html", "index.htm"), true, Optional.empty(), DotfilePolicy.ALLOW, false);
        assertEquals(expected, map(clean, target));
    }

    @Test
    void clean_paths_have_no_redirect_loop() throws IOException {
        MappingOptions clean = new MappingOptions(
                UriPath.ROOT, List.of("index.html", "index.htm"), true, Optional.empty(), DotfilePolicy.DENY, true);
        for (String file : FILES) {
            String path = file.substring(file.indexOf(':') + 1);
            for (String target : List.of(path, path + "/", "/" + path, path.replace(".html", ""))) {
                String last = map(clean, target);
                for (int hops = 0; last.startsWith("30"); hops++) {
                    assertEquals(true, hops < 3, target);
                    last = map(clean, last.substring(4));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/guide.html, docs:/guide.html",
        "/docs/, docs:/index.html",
        "/docs, 301 /docs/",
        "/docs2, missing",
        "/docs/shadowed.html, missing",
        "/docs/deep/x.html, deep:/x.html",
        "/docs/deep/guide.html, missing"
    })
    void longest_mount_prefix_wins(String target, String expected) throws IOException {
        assertEquals(expected, map(MappingOptions.DEFAULT, target));
    }

    @ParameterizedTest
    @CsvSource({
        "/app/about.html, top:/about.html",
        "/app, 301 /app/",
        "/app/, top:/index.html",
        "/app/docs, 301 /app/docs/",
        "/app/docs/guide.html, docs:/guide.html",
        "/about.html, missing",
        "/application/about.html, missing",
        "/, missing"
    })
    void only_paths_below_the_base_path_are_served(String target, String expected) throws IOException {
        MappingOptions based = new MappingOptions(
                MappingOptions.parsePath("/app"),
                List.of("index.html"),
                false,
                Optional.empty(),
                DotfilePolicy.DENY,
                false);
        assertEquals(expected, map(based, target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/users/7 | text/html | fallback top:/index.html",
                "/users/7 | | fallback top:/index.html",
                "/users/7 | */* | fallback top:/index.html",
                "/users/7 | application/json | missing",
                "/users/7 | text/html;q=0, */* | missing",
                "/users/7.js | text/html | missing",
                "//users/7 | text/html | 301 /users/7",
                "/empty/ | text/html | fallback top:/index.html",
                "/.git/config | text/html | missing",
                "/.well-known/nothing | text/html | missing",
                "/.well-known/deep/nothing | text/html | missing",
                "/.well-known/ | text/html | missing",
                "/%2Ewell-known/nothing | text/html | missing",
                "/.well-known/security.txt | text/html | top:/.well-known/security.txt",
                "/sub/well-known | text/html | fallback top:/index.html",
                "/docs/nothing | text/html | missing",
                "/plain | text/html | top:/plain",
            })
    void spa_fallback_replaces_a_missing_page(String target, String accept, String expected) throws IOException {
        MappingOptions spa = new MappingOptions(
                UriPath.ROOT,
                List.of("index.html"),
                false,
                Optional.of(MappingOptions.parseFile("index.html")),
                DotfilePolicy.DENY,
                false);
        Headers headers = accept == null ? Headers.EMPTY : Headers.of("Accept", accept);
        assertEquals(expected, map(spa, target, headers, PathMapper.MappingTrace.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | text/html | fallback top:/about.html",
                "/ | application/json | list /",
                "// | text/html | 301 /",
                "/empty/ | text/html | list /empty/",
                "/docs/deep/ | text/html | list /docs/deep/",
                "/users/7 | text/html | fallback top:/about.html",
            })
    void spa_root_is_the_application_if_listings_are_enabled(String target, String accept, String expected)
            throws IOException {
        MappingOptions spa = new MappingOptions(
                UriPath.ROOT,
                List.of("start.html"),
                false,
                Optional.of(MappingOptions.parseFile("about.html")),
                DotfilePolicy.DENY,
                true);
        assertEquals(expected, map(spa, target, Headers.of("Accept", accept), PathMapper.MappingTrace.NONE));
    }

    @Test
    void directory_without_index_is_listed_if_enabled() throws IOException {
        MappingOptions listing = new MappingOptions(
                UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.DENY, true);
        assertEquals("list /empty/", map(listing, "/empty/"));
        assertEquals("301 /empty/", map(listing, "/empty"));
        assertEquals("top:/two/index.html", map(listing, "/two/"));
    }

    @Test
    void trace_receives_every_mapping_step() throws IOException {
        List<String> steps = new ArrayList<>();
        map(
                new MappingOptions(
                        UriPath.ROOT,
                        List.of("index.htm", "index.html"),
                        true,
                        Optional.empty(),
                        DotfilePolicy.DENY,
                        false),
                "/about/",
                Headers.EMPTY,
                (step, path, result) -> steps.add(step + " " + path.encoded() + " " + result));
        assertEquals(
                List.of(
                        "root /about/ inside",
                        "path /about/ directory",
                        "index /about/index.htm nothing",
                        "index /about/index.html file"),
                steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/docs", "/docs=", "docs=x", "=x", "/=x", "/a/../b=x", "/a\n=x"})
    void invalid_mount_is_rejected(String text) {
        assertThrows(IllegalArgumentException.class, () -> Mount.parse(text));
    }

    @Test
    void mounts_are_parsed_from_text() {
        Mount mount = Mount.parse("/my docs/=target/site=1");
        assertEquals("/my%20docs/", mount.prefix().encoded());
        assertEquals(Path.of("target/site=1"), mount.directory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,", "a/b", "..", "a\\b", "a\nb"})
    void invalid_index_name_is_rejected(String typed) {
        assertThrows(IllegalArgumentException.class, () -> MappingOptions.parseNames(typed));
    }

    @Test
    void duplicate_mount_path_is_rejected() {
        NamedRoots roots = new NamedRoots();
        DocumentRoot top = roots.root("top");
        MountedRoot mount = new MountedRoot(MappingOptions.parsePath("/a"), roots.root("x"));
        assertThrows(IllegalArgumentException.class, () -> new MountTable(UriPath.ROOT, top, List.of(mount, mount)));
    }

    private static String map(MappingOptions options, String target) throws IOException {
        return map(options, target, Headers.EMPTY, PathMapper.MappingTrace.NONE);
    }

    private static String map(
            MappingOptions options, String target, Headers headers, PathMapper.MappingTrace mappingTrace)
            throws IOException {
        NamedRoots roots = new NamedRoots();
        List<MountedRoot> mounts = List.of(
                new MountedRoot(MappingOptions.parsePath("/docs"), roots.root("docs")),
                new MountedRoot(MappingOptions.parsePath("/docs/deep"), roots.root("deep")));
        PathMapper pathMapper = new PathMapper(options, roots.root("top"), mounts, roots.lookup(PathMapperTest::find));
        Request request = new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, headers);
        return text(target, pathMapper.map(request, mappingTrace));
    }

    private static String text(String target, MappingResult mappingResult) {
        if (mappingResult instanceof MappingResult.ServeFile serveFile) {
            return (serveFile.isFallback() ? "fallback " : "")
                    + serveFile.file().path();
        }
        if (mappingResult instanceof MappingResult.Redirect redirect) {
            return redirect.status().code() + " " + ReferenceResolution.rfc(target, redirect.location());
        }
        if (mappingResult instanceof MappingResult.ListDirectory list) {
            return "list " + list.path().encoded();
        }
        return mappingResult instanceof MappingResult.BadRequest ? "malformed" : "missing";
    }

    private static Resource find(String root, UriPath path) {
        String file = root + ":/" + String.join("/", path.segments());
        if (FILES.contains(file)) {
            return new Resource.RegularFile(Path.of(""), Path.of(file), new FileMetadata(1, 1, Optional.empty()));
        }
        String directory = file.endsWith("/") ? file : file + "/";
        boolean exists = FILES.stream().anyMatch(cached -> cached.startsWith(directory));
        return exists ? new Resource.Directory(Path.of(directory)) : Resource.MISSING;
    }
}
