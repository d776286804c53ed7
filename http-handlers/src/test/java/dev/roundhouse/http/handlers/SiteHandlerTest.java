package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.headers.CacheControlRule;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderRule;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.message.Body;
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
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All options together, on real files, partly over an HTTP/1.1 connection. */
class SiteHandlerTest {
    private static final Headers JSON = Headers.of("Accept", "application/json");

    private Path parent;
    private Path root;
    private Instant now = SiteFixtureDirectory.NOON;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        parent = directory;
        root = Files.createDirectory(parent.resolve("site"));
        write("index.html", "home");
        write("about.html", "about");
        write("app.3f9a1c2b.js", "script");
        write(".env", "secret");
        write("files/one.txt", "1");
        write("files/.hidden", "hidden");
        write("files/<img src=x onerror=alert(1)>", "x");
        Files.createDirectories(root.resolve("files/sub"));
        Files.writeString(parent.resolve("outside.txt"), "outside");
        Files.createSymbolicLink(root.resolve("files/out"), parent.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("files/in"), root.resolve("about.html"));
    }

    @Test
    void listing_over_http1_has_the_visible_names() throws IOException {
        String response = SiteFixtureDirectory.converse(
                site(SiteOptions.DEFAULT.withMapping(listing())), "GET /files/ HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
        assertTrue(response.contains("X-Content-Type-Options: nosniff\r\n"), response);
        assertTrue(response.contains("Content-Security-Policy: default-src 'none'; "), response);
        assertTrue(response.contains("href=\"./one.txt\""), response);
        assertTrue(response.contains("href=\"./sub/\""), response);
        assertTrue(response.contains("href=\"./in\""), response);
        assertTrue(response.contains("href=\"./%3Cimg%20src=x%20onerror=alert(1)%3E\""), response);
        assertFalse(
                response.contains("./out\"") || response.contains(".hidden") || response.contains("<img"), response);
    }

    @Test
    void preconditions_apply_to_a_listing_without_validators() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(listing()));
        assertEquals(412, status(site, "If-Match", "\"a\""));
        assertEquals(200, status(site, "If-Match", "*"));
        assertEquals(304, status(site, "If-None-Match", "*"));
        assertEquals(200, status(site, "If-None-Match", "\"a\""));
        assertEquals(200, status(site, "If-Modified-Since", "Sun, 06 Nov 2095 08:49:37 GMT"));
    }

    private static int status(SiteHandler site, String name, String value) throws IOException {
        return get(site, "/files/", Headers.of(name, value)).status().code();
    }

    @Test
    void every_link_of_a_listing_is_served() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(listing()));
        for (String name : List.of("a:b", "new\nline", "tab\t", "ü😀", "%41", "a?b#c", "'\"<&>", " x ")) {
            write("files/odd/" + name, name);
        }
        String page = SiteFixtureDirectory.read(get(site, "/files/odd/").body());
        var links = java.util.regex.Pattern.compile("<tr.*?href=\"./([^\"]*)\"")
                .matcher(page)
                .results()
                .toList();
        assertEquals(8, links.size(), page);
        for (var link : links) {
            String target = "/files/odd/" + link.group(1).replace("&amp;", "&").replace("&#39;", "'");
            assertEquals(200, get(site, target).status().code(), target);
        }
    }

    @Test
    void listing_is_json_if_accepted() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(listing()));
        String json = SiteFixtureDirectory.read(get(site, "/files/", JSON).body());
        assertTrue(json.startsWith("[\n{\"name\":\"sub\",\"type\":\"directory\",\"size\":null,"), json);
        assertTrue(json.contains("{\"name\":\"one.txt\",\"type\":\"file\",\"size\":1,"), json);
    }

    @Test
    void listings_are_disabled_by_default() throws IOException {
        assertEquals(404, get(site(SiteOptions.DEFAULT), "/files/").status().code());
    }

    @Test
    void link_policy_is_inside_none_or_all() throws IOException {
        SiteOptions options = SiteOptions.DEFAULT.withMapping(listing());
        assertEquals("200 404", statusOfLinks(site(options)));
        assertEquals("404 404", statusOfLinks(site(options.withSymlinks(SymlinkPolicy.DENY))));
        assertEquals("200 200", statusOfLinks(site(options.withSymlinks(SymlinkPolicy.FOLLOW))));
        String names = SiteFixtureDirectory.read(get(site(options.withSymlinks(SymlinkPolicy.FOLLOW)), "/files/", JSON)
                .body());
        assertTrue(names.contains("\"out\"") && names.contains("\"in\""), names);
        names = SiteFixtureDirectory.read(get(site(options.withSymlinks(SymlinkPolicy.DENY)), "/files/", JSON)
                .body());
        assertFalse(names.contains("\"out\"") || names.contains("\"in\""), names);
    }

    private String statusOfLinks(SiteHandler site) throws IOException {
        return get(site, "/files/in").status().code() + " "
                + get(site, "/files/out").status().code();
    }

    @Test
    void dotfiles_are_hidden_by_default() throws IOException {
        assertEquals(404, get(site(SiteOptions.DEFAULT), "/.env").status().code());
        MappingOptions open = new MappingOptions(
                UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.ALLOW, true);
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(open));
        assertEquals("secret", SiteFixtureDirectory.read(get(site, "/.env").body()));
        assertTrue(SiteFixtureDirectory.read(get(site, "/files/", JSON).body()).contains(".hidden"));
    }

    @Test
    void not_found_has_the_page_of_the_site() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT);
        Response small = get(site, "/nowhere");
        assertEquals("404", errorStatus(small));
        assertTrue(SiteFixtureDirectory.read(small.body()).contains("The requested resource was not found."));
        write("404.html", "lost?");
        now = now.plusSeconds(2);
        Response own = get(site, "/nowhere/else");
        assertEquals("404", errorStatus(own));
        assertEquals("lost?", SiteFixtureDirectory.read(own.body()));
        write("404.html", "changed!");
        now = now.plusSeconds(2);
        assertEquals("changed!", SiteFixtureDirectory.read(get(site, "/nowhere").body()));
        assertEquals(200, get(site, "/404.html").status().code());
    }

    @Test
    void not_found_is_problem_details_if_json_is_accepted() throws IOException {
        write("404.html", "lost?");
        Response response = get(site(SiteOptions.DEFAULT), "/%3Cscript%3E", JSON);
        assertEquals("404", errorStatus(response));
        assertEquals(
                "application/problem+json",
                response.headers().first(FieldName.CONTENT_TYPE).orElseThrow());
        assertEquals(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"The requested resource was not found.\"}\n",
                SiteFixtureDirectory.read(response.body()));
    }

    @Test
    void error_page_above_the_limit_is_not_cached() throws IOException {
        write("404.html", "x".repeat((256 << 10) + 1));
        assertTrue(SiteFixtureDirectory.read(
                        get(site(SiteOptions.DEFAULT), "/nowhere").body())
                .contains("The requested resource was not found."));
    }

    @Test
    void disk_failure_is_500_with_a_page() throws IOException {
        write("50x.html", "sorry");
        PathMapper.ResourceLookup failing = (files, path) -> {
            throw new FileSystemException(path.encoded(), null, "Input/output error");
        };
        PathMapper pathMapper = new PathMapper(MappingOptions.DEFAULT, new DocumentRoot(root), List.of(), failing);
        Handler site = new FileHandler(pathMapper, FileOptions.DEFAULT, () -> now, Runnable::run);
        Response response = get(site, "/x");
        assertEquals("500", errorStatus(response));
        assertEquals("sorry", SiteFixtureDirectory.read(response.body()));
    }

    @Test
    void removed_mounted_directory_is_404_with_a_page() throws IOException {
        Path other = Files.createDirectory(parent.resolve("other"));
        write("404.html", "not here");
        SiteHandler site = new SiteHandler(
                root, List.of(new Mount(MappingOptions.parsePath("/other"), other)), SiteOptions.DEFAULT, () -> now);
        Files.delete(other);
        for (String path : List.of("/other", "/other/", "/other/x")) {
            Response response = get(site, path);
            assertEquals("404", errorStatus(response));
            assertEquals("not here", SiteFixtureDirectory.read(response.body()));
        }
    }

    @Test
    void mounts_and_clean_urls_work_below_a_base_path() throws IOException {
        Path docs = Files.createDirectories(parent.resolve("docs"));
        Files.writeString(docs.resolve("guide.html"), "guide");
        MappingOptions mapping = new MappingOptions(
                MappingOptions.parsePath("/app"),
                List.of("index.html"),
                true,
                Optional.empty(),
                DotfilePolicy.DENY,
                false);
        SiteHandler site = new SiteHandler(
                root,
                List.of(new Mount(MappingOptions.parsePath("/docs"), docs)),
                SiteOptions.DEFAULT.withMapping(mapping),
                () -> now);
        for (int again = 0; again < 2; again++) {
            assertEquals(
                    "guide",
                    SiteFixtureDirectory.read(get(site, "/app/docs/guide").body()));
            Response page = get(site, "/app/docs/guide");
            assertEquals(
                    "text/html; charset=utf-8",
                    page.headers().first(FieldName.CONTENT_TYPE).orElseThrow());
            assertEquals("/app/docs/guide", moved(site, "/app/docs/guide.html"));
            assertEquals("/app/", moved(site, "/app/index.html"));
            assertEquals("home", SiteFixtureDirectory.read(get(site, "/app/").body()));
            assertEquals(404, get(site, "/about").status().code());
        }
    }

    /** The cache must not send to one client a response that depends on the Accept header of another. */
    @Test
    void spa_fallback_only_if_html_is_acceptable() throws IOException {
        MappingOptions mapping = new MappingOptions(
                UriPath.ROOT,
                List.of("index.html"),
                false,
                Optional.of(MappingOptions.parseFile("index.html")),
                DotfilePolicy.DENY,
                false);
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(mapping));
        for (int again = 0; again < 3; again++) {
            Response page = get(site, "/users/7");
            assertEquals("home", SiteFixtureDirectory.read(page.body()));
            assertTrue(page.headers().listContains(FieldName.VARY, "accept"));
            assertEquals(404, get(site, "/users/7", JSON).status().code());
            assertEquals("home", SiteFixtureDirectory.read(get(site, "/users/8").body()));
            assertFalse(get(site, "/").headers().listContains(FieldName.VARY, "accept"));
        }
        String tag = get(site, "/users/7").headers().first(FieldName.ETAG).orElseThrow();
        Response again = get(site, "/users/9", Headers.of("If-None-Match", tag));
        assertEquals(304, again.status().code());
    }

    @Test
    void configured_headers_are_in_all_responses_of_files() throws IOException {
        HeaderPolicy policy = new HeaderPolicy(
                List.of(CacheControlRule.parse("/about.html=max-age=60")),
                true,
                List.of(HeaderRule.parse("*.html|Referrer-Policy: no-referrer")));
        SiteHandler site = site(SiteOptions.DEFAULT.withFiles(FileOptions.DEFAULT.withHeaders(policy)));
        Response about = get(site, "/about.html");
        assertEquals(
                "max-age=60", about.headers().first(FieldName.CACHE_CONTROL).orElseThrow());
        assertEquals(
                "no-referrer", get(site, "/").headers().first("Referrer-Policy").orElseThrow());
        Response script = get(site, "/app.3f9a1c2b.js");
        assertEquals(
                HeaderPolicy.IMMUTABLE,
                script.headers().first(FieldName.CACHE_CONTROL).orElseThrow());
        Response same = get(
                site,
                "/about.html",
                Headers.of(
                        "If-None-Match", about.headers().first(FieldName.ETAG).orElseThrow()));
        assertEquals(304, same.status().code());
        assertEquals("max-age=60", same.headers().first(FieldName.CACHE_CONTROL).orElseThrow());
    }

    @Test
    void cors_headers_on_preflight_and_on_protocol_errors() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT.withCors(CorsPolicy.parse("https://a.example")));
        String responses = SiteFixtureDirectory.converse(
                site,
                "OPTIONS /x HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n"
                        + "Access-Control-Request-Method: GET\r\n\r\n"
                        + "GET /nowhere HTTP/1.1\r\nHost: a\r\nOrigin: https://a.example\r\n\r\n");
        assertTrue(responses.startsWith("HTTP/1.1 204 No Content\r\nVary: Origin"), responses);
        String second = responses.substring(responses.indexOf("HTTP/1.1 404"));
        assertTrue(second.contains("Access-Control-Allow-Origin: https://a.example\r\n"), second);
        assertTrue(second.contains("Vary: Origin\r\n"), second);
    }

    @Test
    void error_pages_contain_nothing_of_the_request() throws IOException {
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(listing()));
        for (String target :
                List.of("/marker-7", "/%zzmarker-7", "/marker-7?marker-7", "/.marker-7", "/a%00marker-7")) {
            for (Headers headers : List.of(Headers.EMPTY, JSON, Headers.of("Accept", "marker-7/marker-7"))) {
                Response response = get(site, target, headers);
                assertTrue(response.status().isError(), target);
                assertFalse(
                        (response.headers() + SiteFixtureDirectory.read(response.body())).contains("marker-7"), target);
                assertEquals(
                        "nosniff",
                        response.headers().first("X-Content-Type-Options").orElseThrow());
            }
        }
    }

    /** More entries than are read one by one; the size of a page does not grow with the entries after it. */
    @Test
    void huge_directory_is_listed_in_pages() throws IOException {
        Path many = Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < 12_000; i++) {
            Files.createFile(many.resolve("file-" + i));
        }
        SiteHandler site = site(SiteOptions.DEFAULT.withMapping(listing()));
        Response first = get(site, "/many/", JSON);
        assertEquals(1000, SiteFixtureDirectory.read(first.body()).lines().count() - 2);
        String link = first.headers().first("Link").orElseThrow();
        assertTrue(link.matches("<\\?sort=name&order=asc&after=f\\.0\\.file-\\d+>; rel=\"next\""), link);
        Body page = get(site, "/many/").body();
        assertTrue(page.length() < 512 << 10, page.length() + " bytes");
    }

    private static String errorStatus(Response response) {
        assertTrue(response.headers().listContains(FieldName.VARY, "accept"));
        assertEquals(
                "no-cache", response.headers().first(FieldName.CACHE_CONTROL).orElseThrow());
        assertEquals(
                "nosniff", response.headers().first("X-Content-Type-Options").orElseThrow());
        return Integer.toString(response.status().code());
    }

    private static MappingOptions listing() {
        return new MappingOptions(
                UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.DENY, true);
    }

    private SiteHandler site(SiteOptions options) throws IOException {
        return new SiteHandler(root, List.of(), options, () -> now);
    }

    private static String moved(SiteHandler site, String target) throws IOException {
        Response response = get(site, target);
        assertEquals(308, response.status().code(), target);
        return ReferenceResolution.rfc(
                target, response.headers().first(FieldName.LOCATION).orElseThrow());
    }

    private static Response get(Handler site, String target) throws IOException {
        return get(site, target, Headers.EMPTY);
    }

    private static Response get(Handler site, String target, Headers headers) throws IOException {
        return (Response)
                site.handle(new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, headers))
                        .await();
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(SiteFixtureDirectory.MORNING));
    }
}
