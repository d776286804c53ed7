package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileHandlerTest {
    /** Without a cache, larger files are not read into memory. */
    private static final int MAX_UNCACHED_READ = 64 << 10;

    private SiteFixtureDirectory site;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        site = new SiteFixtureDirectory(directory);
    }

    @Test
    void file_has_content_type_and_last_modified() throws IOException {
        site.file("hello.txt", "Hello");
        Response response = site.get("/hello.txt");
        assertEquals(200, response.status().code());
        assertEquals("text/plain; charset=utf-8", field(response, FieldName.CONTENT_TYPE));
        assertEquals("Sun, 01 Nov 2026 08:30:00 GMT", field(response, FieldName.LAST_MODIFIED));
        assertEquals("Hello", SiteFixtureDirectory.read(response.body()));
    }

    @Test
    void last_modified_is_not_later_than_date() throws IOException {
        Files.setLastModifiedTime(site.file("a", ""), FileTime.from(SiteFixtureDirectory.NOON.plusSeconds(3600)));
        assertEquals("Sun, 01 Nov 2026 12:00:00 GMT", field(site.get("/a"), FieldName.LAST_MODIFIED));
    }

    @Test
    void last_modified_is_rounded_down() throws IOException {
        Files.setLastModifiedTime(site.file("a", ""), FileTime.from(SiteFixtureDirectory.MORNING.plusMillis(999)));
        assertEquals("Sun, 01 Nov 2026 08:30:00 GMT", field(site.get("/a"), FieldName.LAST_MODIFIED));
    }

    @Test
    void empty_file_is_200_without_content() throws IOException {
        site.file("empty", "");
        assertEquals(0, site.get("/empty").body().length());
        assertEquals(200, site.status("/empty"));
    }

    @Test
    void HEAD_response_has_the_headers_of_GET() throws IOException {
        site.file("hello.txt", "Hello");
        Response head = site.send(Method.HEAD, "/hello.txt");
        assertEquals(site.get("/hello.txt").headers(), head.headers());
        assertEquals(5, head.body().length());
    }

    @Test
    void small_file_is_in_memory_and_large_file_is_transferred() throws IOException {
        site.file("small", "s".repeat(MAX_UNCACHED_READ));
        site.file("large", "l".repeat(MAX_UNCACHED_READ + 1));
        assertTrue(site.get("/small").body() instanceof Body.Bytes);
        Body large = site.get("/large").body();
        assertTrue(large instanceof Body.Slice);
        assertEquals("l".repeat(MAX_UNCACHED_READ + 1), SiteFixtureDirectory.read(large));
    }

    @Test
    void response_continues_with_opened_file_after_replacement() throws IOException {
        Path large = site.file("large", "1".repeat(100_000));
        Response first = site.get("/large");
        Files.move(site.file("new", "2".repeat(100_000)), large, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("1".repeat(100_000), SiteFixtureDirectory.read(first.body()));
        assertEquals("2".repeat(100_000), site.read("/large"));
    }

    @Test
    void directory_is_served_as_its_index_page() throws IOException {
        site.file("index.html", "root");
        site.file("docs/index.html", "docs");
        assertEquals("root", site.read("/"));
        assertEquals("root", site.read("/?query"));
        assertEquals("docs", site.read("/docs/"));
        assertEquals("text/html; charset=utf-8", field(site.get("/docs/"), FieldName.CONTENT_TYPE));
    }

    @Test
    void directory_without_index_page_is_404() throws IOException {
        site.directory("bare");
        site.directory("odd/index.html");
        assertEquals(404, site.status("/bare/"));
        assertEquals(404, site.status("/odd/"));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, /docs/",
        "/docs?a=/b&c, /docs/?a=/b&c",
        "/docs?, /docs/?",
        "//docs, /docs/",
        "//docs/, /docs/",
        "/docs//, /docs/",
        "/./docs/, /docs/",
        "/docs/., /docs/",
        "/docs/../docs, /docs/",
        "//docs//page.html?x, /docs/page.html?x",
        "/docs/./page.html, /docs/page.html",
        "/other/../docs/page.html, /docs/page.html",
        "http://host//docs, /docs/",
        "/a%20%22b%22, /a%20%22b%22/",
        "/d%6Fcs, /docs/",
        "///, /",
        "/., /",
        "/docs/.., /",
        "//?q, /?q"
    })
    void redirects_to_the_canonical_path(String requested, String location) throws IOException {
        site.file("docs/page.html", "");
        site.directory("a \"b\"");
        Response response = site.get(requested);
        assertEquals(301, response.status().code());
        String base = requested.replace("http://host", "");
        assertEquals(location, ReferenceResolution.rfc(base, field(response, FieldName.LOCATION)));
        assertEquals("/app" + location, ReferenceResolution.rfc("/app" + base, field(response, FieldName.LOCATION)));
        assertFalse(SiteFixtureDirectory.read(response.body()).contains("docs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.com",
                "//evil.com/",
                "/\\evil.com",
                "/%5Cevil.com",
                "//%5Cevil.com",
                "/%2Fevil.com",
                "///evil.com/.."
            })
    void never_redirects_to_another_host(String requested) throws IOException {
        site.directory("evil.com");
        site.directory("\\evil.com");
        Response response = site.get(requested);
        String relative = response.headers().first(FieldName.LOCATION).orElse("/");
        String location = ReferenceResolution.browser(requested, relative);
        assertTrue(location.startsWith("/") && !location.startsWith("//") && !location.startsWith("/\\"), location);
    }

    @Test
    void percent_encoding_alone_causes_no_redirect() throws IOException {
        site.file("docs/page.html", "page");
        assertEquals("page", site.read("/d%6Fcs/%70age.html"));
    }

    @Test
    void missing_target_is_not_redirected() throws IOException {
        assertEquals(404, site.status("//nothing"));
        assertEquals(404, site.status("/a/../nothing"));
    }

    @Test
    void file_with_trailing_slash_or_child_path_is_404() throws IOException {
        site.file("file", "");
        assertEquals(404, site.status("/file/"));
        assertEquals(404, site.status("/file/."));
        assertEquals(404, site.status("/file/below"));
    }

    @Test
    void not_found_page_does_not_depend_on_the_name() throws IOException {
        Response response = site.get("/<script>".replace("<", "%3C").replace(">", "%3E"));
        assertSame(response, site.get("/other"));
        assertEquals(404, response.status().code());
        assertEquals("text/html; charset=utf-8", field(response, FieldName.CONTENT_TYPE));
        assertFalse(SiteFixtureDirectory.read(response.body()).contains("script"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%4",
                "/%zz",
                "/a%",
                "/%ff",
                "/%c0%ae%c0%ae/secret.txt",
                "/%ed%a0%80",
                "/a/%e4/b",
                "/%c3/%a4"
            })
    void path_not_encoded_as_UTF_8_is_400(String requested) throws IOException {
        assertEquals(400, site.status(requested));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/a%00.txt",
                "/a%2Fb",
                "/a%5Cb",
                "/a\\b",
                "/..",
                "/../secret.txt",
                "/a/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/.%2E/secret.txt",
                "/..%2Fsecret.txt",
                "/%252e%252e/secret.txt",
                "/..;/secret.txt"
            })
    void path_impossible_for_a_file_is_404(String requested) throws IOException {
        site.file("a/b", "");
        assertEquals(404, site.status(requested));
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "PUT, 405", "DELETE, 405", "TRACE, 405", "PATCH, 405", "BREW, 501", "get, 501"})
    void other_methods_are_rejected(String method, int status) throws IOException {
        Response response = site.send(Method.of(method), "/");
        assertEquals(status, response.status().code());
        assertEquals("nosniff", field(response, FieldName.of("X-Content-Type-Options")));
        if (status == 405) {
            assertEquals("GET, HEAD, OPTIONS", field(response, FieldName.ALLOW));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "/", "/missing"})
    void OPTIONS_response_lists_the_methods(String target) throws IOException {
        Response response = site.send(Method.OPTIONS, target);
        assertEquals(204, response.status().code());
        assertEquals("GET, HEAD, OPTIONS", field(response, FieldName.ALLOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "äöü.txt", "😀.html", "a b", "100%", "what?", "a#b", "a;b", "a+b", "\"q\"", "'q'", "a:b", "~", "a\nb",
                "<&>", "a%41"
            })
    void file_is_found_by_its_percent_encoded_name(String name) throws IOException {
        site.file(name, name);
        assertEquals(name, site.read("/" + UriPath.encodeSegment(name)));
        assertEquals(404, site.status("/" + UriPath.encodeSegment(name + "x")));
    }

    private static String field(Response response, FieldName name) {
        return response.headers().first(name).orElseThrow();
    }
}
