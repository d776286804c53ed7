package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedFilesTest {
    private static final String BROWSER = "gzip, deflate, br, zstd";
    private static final String TEXT = "some words and more words\n".repeat(200);

    private SiteFixtureDirectory site;
    private Path directory;

    @BeforeEach
    void create_site(@TempDir Path parent) throws IOException {
        directory = parent;
        site = new SiteFixtureDirectory(parent, SiteFixtureDirectory.CACHING);
    }

    private static String field(Response response, FieldName name) {
        return response.headers().first(name).orElse("none");
    }

    private Response get(String target, String acceptEncoding) throws IOException {
        return site.get(target, "Accept-Encoding", acceptEncoding);
    }

    private String coding(String target, String acceptEncoding) throws IOException {
        Response response = get(target, acceptEncoding);
        response.body().close();
        return field(response, FieldName.CONTENT_ENCODING);
    }

    private void sidecars(String name) throws IOException {
        site.file(name, "original");
        site.file(name + ".br", "brotli");
        site.file(name + ".zst", "zstandard");
        site.file(name + ".gz", "gzip");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip, deflate, br, zstd      | brotli
                    gzip, deflate                | gzip
                    zstd, gzip                   | zstandard
                    br;q=0.5, gzip               | gzip
                    gzip;q=0.001, br;q=0         | gzip
                    *                            | brotli
                    *, br;q=0                    | zstandard
                    identity                     | original
                    identity, br;q=0.9           | original
                    identity;q=0, br;q=0.1       | brotli
                    identity;q=0                 | original
                    *;q=0                        | original
                    deflate                      | original
                    gzip;q=2                     | original
                    ''                           | original
                    """)
    void sends_the_sidecar_with_the_highest_quality(String acceptEncoding, String content) throws IOException {
        sidecars("x.js");
        Response response = get("/x.js", acceptEncoding);
        assertEquals("Accept-Encoding", field(response, FieldName.VARY));
        assertEquals("text/javascript; charset=utf-8", field(response, FieldName.CONTENT_TYPE));
        assertEquals(content, SiteFixtureDirectory.read(response.body()));
    }

    @Test
    void identity_without_accept_encoding() throws IOException {
        sidecars("x.js");
        Response response = site.get("/x.js");
        assertEquals("original", SiteFixtureDirectory.read(response.body()));
        assertEquals("Accept-Encoding", field(response, FieldName.VARY));
    }

    @Test
    void each_coding_has_its_own_entity_tag() throws IOException {
        sidecars("x.js");
        Set<String> tags = new HashSet<>();
        for (String coding : List.of("br", "zstd", "gzip", "identity")) {
            Response response = get("/x.js", coding);
            assertEquals(coding.equals("identity") ? "none" : coding, field(response, FieldName.CONTENT_ENCODING));
            tags.add(field(response, FieldName.ETAG));
        }
        assertEquals(4, tags.size(), tags.toString());
    }

    @Test
    void not_modified_has_the_tag_of_the_coding() throws IOException {
        sidecars("x.js");
        String tag = field(get("/x.js", "br"), FieldName.ETAG);
        Response response = site.get("/x.js", "Accept-Encoding", "br", "If-None-Match", tag);
        assertEquals(
                "[ETag: " + tag + ", Vary: Accept-Encoding, Cache-Control: no-cache, X-Content-Type-Options: nosniff]",
                response.headers().toString());
        assertEquals(304, response.status().code());
        assertEquals(
                200,
                site.get("/x.js", "Accept-Encoding", "gzip", "If-None-Match", tag)
                        .status()
                        .code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip                       | 206 identity bytes 1-2/8 ri
                    gzip, br                   | 206 identity bytes 1-2/8 ri
                    gzip, identity;q=0.1       | 206 identity bytes 1-2/8 ri
                    identity                   | 206 identity bytes 1-2/8 ri
                    gzip, identity;q=0         | 200 gzip none gzip
                    gzip;q=0.5, br, *;q=0      | 200 br none brotli
                    *;q=0                      | 206 identity bytes 1-2/8 ri
                    """)
    void range_applies_to_the_identity_representation(String accepted, String expected) throws IOException {
        sidecars("x.js");
        assertEquals(expected, summary(site.get("/x.js", "Accept-Encoding", accepted, "Range", "bytes=1-2")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    br, gzip  | gzip     | 206 identity bytes 1-2/4 zi
                    br, gzip  | br       | 206 identity bytes 1-2/6 ro
                    br, gzip  | identity | 206 identity bytes 1-2/8 ri
                    br, gzip  | zstd     | 200 br none brotli
                    ''        | gzip     | 200 identity none original
                    """)
    void range_applies_to_the_representation_named_by_if_range(String accepted, String named, String expected)
            throws IOException {
        sidecars("x.js");
        String tag = field(get("/x.js", named), FieldName.ETAG);
        // A 206 response to If-Range omits Content-Encoding: the client has it already. RFC 9110 §15.3.7
        assertEquals(
                expected,
                summary(site.get("/x.js", "Accept-Encoding", accepted, "Range", "bytes=1-2", "If-Range", tag)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    If-None-Match     | gzip     | 304 identity none ''
                    If-None-Match     | identity | 304 identity none ''
                    If-None-Match     | zstd     | 206 identity bytes 1-2/8 ri
                    If-Match          | gzip     | 200 gzip none gzip
                    If-Match          | identity | 206 identity bytes 1-2/8 ri
                    """)
    void preconditions_of_a_range_apply_to_the_representation_they_name(String condition, String named, String expected)
            throws IOException {
        sidecars("x.js");
        String tag = field(get("/x.js", named), FieldName.ETAG);
        Response response = site.get("/x.js", "Accept-Encoding", "br, gzip", "Range", "bytes=1-2", condition, tag);
        if (response.status().code() == 304) {
            assertEquals(tag, field(response, FieldName.ETAG));
        }
        assertEquals(expected.replace("''", ""), summary(response));
    }

    @Test
    void date_in_if_range_does_not_match_if_content_may_be_encoded() throws IOException {
        sidecars("x.js");
        String date = field(site.get("/x.js"), FieldName.LAST_MODIFIED);
        List<String> part = List.of("Range", "bytes=1-2", "If-Range", date);
        assertEquals("206 identity bytes 1-2/8 ri", summary(site.get("/x.js", part.toArray(String[]::new))));
        assertEquals(
                "206 identity bytes 1-2/8 ri",
                summary(site.get("/x.js", "Accept-Encoding", "identity", "Range", "bytes=1-2", "If-Range", date)));
        assertEquals(
                "200 gzip none gzip",
                summary(site.get("/x.js", "Accept-Encoding", "gzip", "Range", "bytes=1-2", "If-Range", date)));
    }

    @Test
    void range_response_is_the_same_before_and_after_compression() throws IOException {
        String text = TEXT.repeat(30);
        site.file("large.txt", text);
        String before = summary(site.get("/large.txt", "Accept-Encoding", "gzip", "Range", "bytes=100-119"));
        get("/large.txt", "gzip");
        site.runBackgroundTasks();
        String tag = field(get("/large.txt", "gzip"), FieldName.ETAG);
        assertEquals("gzip", coding("/large.txt", "gzip"));
        assertEquals(before, summary(site.get("/large.txt", "Accept-Encoding", "gzip", "Range", "bytes=100-119")));
        assertEquals("206 identity bytes 100-119/" + text.length() + " " + text.substring(100, 120), before);
        Response partial = site.get("/large.txt", "Accept-Encoding", "gzip", "Range", "bytes=0-1", "If-Range", tag);
        assertEquals(tag, field(partial, FieldName.ETAG));
        assertArrayEquals(new byte[] {0x1F, (byte) 0x8B}, SiteFixtureDirectory.bytes(partial.body()));
    }

    @Test
    void range_request_starts_no_compression() throws IOException {
        site.file("large.txt", TEXT.repeat(30));
        site.get("/large.txt", "Accept-Encoding", BROWSER, "Range", "bytes=0-1")
                .body()
                .close();
        assertEquals(0, site.backgroundTasks.size());
    }

    @Test
    void unsatisfiable_range_is_determined_by_the_identity_length() throws IOException {
        sidecars("x.js");
        Response inside = site.get("/x.js", "Accept-Encoding", "gzip", "Range", "bytes=5-");
        assertEquals("206 identity bytes 5-7/8 nal", summary(inside));
        Response unsatisfiable = site.get("/x.js", "Accept-Encoding", "gzip", "Range", "bytes=8-");
        assertEquals(416, unsatisfiable.status().code());
        assertEquals("bytes */8", field(unsatisfiable, FieldName.CONTENT_RANGE));
        assertEquals("Accept, Accept-Encoding", field(unsatisfiable, FieldName.VARY));
    }

    @Test
    void range_of_a_HEAD_request_is_ignored() throws IOException {
        sidecars("x.js");
        Response response = site.send(Method.HEAD, "/x.js", "Accept-Encoding", "gzip", "Range", "bytes=1-2");
        assertEquals("200 gzip none gzip", summary(response));
    }

    private static String summary(Response response) throws IOException {
        String coding = response.headers().first(FieldName.CONTENT_ENCODING).orElse("identity");
        String range = field(response, FieldName.CONTENT_RANGE);
        return response.status().code() + " " + coding + " " + range + " " + SiteFixtureDirectory.read(response.body());
    }

    @Test
    void several_ranges_of_encoded_content_get_full_content() throws IOException {
        site.file("x.js", "original");
        site.file("x.js.gz", "g".repeat(1000));
        String tag = field(get("/x.js", "gzip"), FieldName.ETAG);
        Response response =
                site.get("/x.js", "Accept-Encoding", "gzip", "Range", "bytes=0-9, 500-509", "If-Range", tag);
        assertEquals(200, response.status().code());
        assertEquals(1000, response.body().length());
    }

    @Test
    void older_or_empty_sidecar_is_ignored() throws IOException {
        sidecars("x.js");
        Files.setLastModifiedTime(
                site.root.resolve("x.js.br"), FileTime.from(SiteFixtureDirectory.MORNING.minusNanos(1000)));
        site.file("x.js.zst", "");
        assertEquals("gzip", coding("/x.js", BROWSER));
    }

    @Test
    void sidecar_linked_outside_the_root_is_ignored() throws IOException {
        site.file("x.bin", "original");
        site.link("x.bin.gz", "../secret.txt");
        site.link("x.bin.br", directory.resolve("secret.txt").toAbsolutePath().toString());
        Files.setLastModifiedTime(directory.resolve("secret.txt"), FileTime.from(SiteFixtureDirectory.MORNING));
        Response response = get("/x.bin", BROWSER);
        assertEquals("original", SiteFixtureDirectory.read(response.body()));
        assertEquals("none", field(response, FieldName.VARY));
    }

    @Test
    void sidecars_are_looked_up_next_to_the_link_target() throws IOException {
        sidecars("v1/x.js");
        site.link("x.js", "v1/x.js");
        assertEquals("brotli", SiteFixtureDirectory.read(get("/x.js", BROWSER).body()));
    }

    @Test
    void index_page_has_a_sidecar() throws IOException {
        sidecars("docs/index.html");
        Response response = get("/docs/", BROWSER);
        assertEquals("brotli", SiteFixtureDirectory.read(response.body()));
        assertEquals("text/html; charset=utf-8", field(response, FieldName.CONTENT_TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip, deflate, br, zstd", "identity", "br"})
    void compressed_file_requested_by_name_has_type_and_coding(String accepted) throws IOException {
        String text = TEXT.repeat(2);
        sidecars("x.js");
        site.file("x.js.gz", text);
        site.file("x.js.gz.br", "of what is compressed already");
        Response response = accepted.isEmpty() ? site.get("/x.js.gz") : get("/x.js.gz", accepted);
        assertEquals("text/javascript; charset=utf-8", field(response, FieldName.CONTENT_TYPE));
        assertEquals("gzip", field(response, FieldName.CONTENT_ENCODING));
        assertEquals("none", field(response, FieldName.VARY));
        assertEquals(text, SiteFixtureDirectory.read(response.body()));
    }

    @Test
    void range_of_a_compressed_file_requires_its_tag_in_if_range() throws IOException {
        site.file("x.svgz", "0123456789");
        String tag = field(site.get("/x.svgz"), FieldName.ETAG);
        assertEquals("200 gzip none 0123456789", summary(site.get("/x.svgz", "Range", "bytes=1-2")));
        assertEquals(
                "206 identity bytes 1-2/10 12", summary(site.get("/x.svgz", "Range", "bytes=1-2", "If-Range", tag)));
        site.file("x.tar.gz", "0123456789");
        assertEquals("206 identity bytes 1-2/10 12", summary(site.get("/x.tar.gz", "Range", "bytes=1-2")));
    }

    @Test
    void sidecars_are_looked_up_in_the_configured_order() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        site = new SiteFixtureDirectory(
                other, SiteFixtureDirectory.UNCACHED.withPrecompressed(ContentCoding.GZIP, ContentCoding.BROTLI));
        sidecars("x.js");
        assertEquals("gzip", coding("/x.js", BROWSER));
        assertEquals("none", coding("/x.js", "zstd"));
    }

    @Test
    void new_sidecar_is_found_within_a_second() throws IOException {
        site.file("x.bin", "original");
        assertEquals("none", coding("/x.bin", BROWSER));
        site.file("x.bin.br", "brotli");
        site.passes(Duration.ofSeconds(1));
        assertEquals("br", coding("/x.bin", BROWSER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd"})
    void text_without_sidecar_is_compressed(String coding) throws IOException {
        site.file("page.html", TEXT);
        Response response = get("/page.html", coding);
        assertEquals(coding, field(response, FieldName.CONTENT_ENCODING));
        assertEquals("Accept-Encoding", field(response, FieldName.VARY));
        byte[] bytes = SiteFixtureDirectory.bytes(response.body());
        assertTrue(bytes.length < TEXT.length() / 5);
        assertArrayEquals(TEXT.getBytes(StandardCharsets.UTF_8), ContentDecoder.from(coding, bytes));
    }

    @Test
    void each_version_is_compressed_once() throws IOException {
        site.file("page.html", TEXT);
        Response first = get("/page.html", "gzip");
        assertSame(first, get("/page.html", "gzip"));
        site.passes(Duration.ofMinutes(1));
        assertSame(first, get("/page.html", "gzip"));
        site.file("page.html", TEXT + TEXT);
        site.passes(Duration.ofSeconds(1));
        assertNotEquals(field(first, FieldName.ETAG), field(get("/page.html", "gzip"), FieldName.ETAG));
    }

    @Test
    void large_text_is_compressed_in_the_background() throws IOException {
        site.file("large.txt", TEXT.repeat(30));
        Response first = get("/large.txt", "gzip");
        assertEquals("none", field(first, FieldName.CONTENT_ENCODING));
        assertEquals("Accept-Encoding", field(first, FieldName.VARY));
        assertEquals("none", coding("/large.txt", "gzip"));
        assertEquals(1, site.backgroundTasks.size());
        site.runBackgroundTasks();
        Response later = get("/large.txt", "gzip");
        assertEquals("gzip", field(later, FieldName.CONTENT_ENCODING));
        assertEquals(
                TEXT.repeat(30),
                new String(
                        ContentDecoder.from("gzip", SiteFixtureDirectory.bytes(later.body())), StandardCharsets.UTF_8));
        assertEquals(0, site.backgroundTasks.size());
    }

    @Test
    void small_huge_and_compressed_files_are_not_compressed() throws IOException {
        site.file("small.txt", "x".repeat(1023));
        site.file("huge.txt", "x".repeat((4 << 20) + 1));
        site.file("photo.png", "x".repeat(10_000));
        for (String name : List.of("/small.txt", "/huge.txt", "/photo.png")) {
            Response response = get(name, BROWSER);
            response.body().close();
            assertEquals("none", field(response, FieldName.CONTENT_ENCODING), name);
            assertEquals("none", field(response, FieldName.VARY), name);
        }
    }

    @Test
    void incompressible_file_is_sent_unencoded() throws IOException {
        byte[] noise = new byte[5000];
        new SplittableRandom(1).nextBytes(noise);
        Path file = Files.write(site.root.resolve("noise.txt"), noise);
        Files.setLastModifiedTime(file, FileTime.from(SiteFixtureDirectory.MORNING));
        Response response = get("/noise.txt", "gzip");
        assertEquals("none", field(response, FieldName.CONTENT_ENCODING));
        assertEquals("Accept-Encoding", field(response, FieldName.VARY));
        assertTrue(response.body() instanceof Body.Bytes);
    }

    @Test
    void nothing_is_compressed_without_a_cache() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        site = new SiteFixtureDirectory(other, SiteFixtureDirectory.UNCACHED);
        site.file("page.html", TEXT);
        Response response = get("/page.html", BROWSER);
        assertEquals("none", field(response, FieldName.CONTENT_ENCODING));
        assertEquals("none", field(response, FieldName.VARY));
    }
}
