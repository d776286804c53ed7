package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler with an HTTP/1.1 connection: bytes in, bytes out. */
class FilesOverHttp1Test {
    private SiteFixtureDirectory site;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        site = new SiteFixtureDirectory(directory);
        site.file("hello.txt", "Hello");
        site.file("large.bin", "x".repeat(200_000)); // too large to be read at once
        site.file("docs/index.html", "docs");
    }

    @Test
    void GET_is_200_with_content() throws IOException {
        assertEquals("""
                HTTP/1.1 200 OK
                Content-Type: text/plain; charset=utf-8
                Last-Modified: Sun, 01 Nov 2026 08:30:00 GMT
                ETag: "5-18e3de9319eb5000"
                Accept-Ranges: bytes
                Cache-Control: no-cache
                X-Content-Type-Options: nosniff
                Content-Length: 5
                Date: Sun, 01 Nov 2026 12:00:00 GMT

                Hello""".replace("\n", "\r\n"), converse("GET", "/hello.txt"));
    }

    @Test
    void HEAD_is_GET_without_content() throws IOException {
        for (String path : List.of("/hello.txt", "/large.bin", "/docs", "/docs/", "/missing", "/%")) {
            String get = converse("GET", path);
            assertEquals(get.substring(0, get.indexOf("\r\n\r\n") + 4), converse("HEAD", path), path);
        }
    }

    @Test
    void large_file_is_sent_completely() throws IOException {
        String response = converse("GET", "/large.bin");
        assertTrue(response.contains("\r\nContent-Length: 200000\r\n"));
        assertTrue(response.endsWith("\r\n\r\n" + "x".repeat(200_000)));
    }

    @Test
    void matching_if_none_match_is_304_without_content() throws IOException {
        assertEquals(
                """
                HTTP/1.1 304 Not Modified
                ETag: "5-18e3de9319eb5000"
                Cache-Control: no-cache
                X-Content-Type-Options: nosniff
                Date: Sun, 01 Nov 2026 12:00:00 GMT

                """.replace("\n", "\r\n"),
                converse("GET", "/hello.txt", "If-None-Match: \"x\", W/\"5-18e3de9319eb5000\""));
        assertTrue(converse("HEAD", "/hello.txt", "If-Modified-Since: Sun, 01 Nov 2026 08:30:00 GMT")
                .startsWith("HTTP/1.1 304 "));
    }

    @Test
    void failing_precondition_is_412() throws IOException {
        String response = converse("GET", "/hello.txt", "If-Match: \"x\"\r\nIf-None-Match: *");
        assertTrue(response.startsWith("HTTP/1.1 412 Precondition Failed\r\n"), response);
    }

    @Test
    void single_range_is_206() throws IOException {
        String response = converse("GET", "/hello.txt", "Range: bytes=1-3");
        assertTrue(response.startsWith("HTTP/1.1 206 Partial Content\r\n"), response);
        assertTrue(response.contains("\r\nContent-Range: bytes 1-3/5\r\nContent-Length: 3\r\n"), response);
        assertTrue(response.endsWith("\r\n\r\nell"), response);
        String large = converse("GET", "/large.bin", "Range: bytes=-70000");
        assertTrue(large.endsWith("\r\n\r\n" + "x".repeat(70_000)));
    }

    @Test
    void several_ranges_are_multipart() throws IOException {
        site.file("letters.txt", "a".repeat(100) + "b".repeat(100) + "c".repeat(100_000));
        String response = converse("GET", "/letters.txt", "Range: bytes=98-101, -2");
        String boundary = response.replaceAll("(?s).*boundary=([-_0-9A-Za-z]{22})\r\n.*", "$1");
        String body = """
                --?
                Content-Type: text/plain; charset=utf-8
                Content-Range: bytes 98-101/100200

                aabb
                --?
                Content-Type: text/plain; charset=utf-8
                Content-Range: bytes 100198-100199/100200

                cc
                --?--
                """.replace("\n", "\r\n").replace("?", boundary);
        assertTrue(response.endsWith("\r\n\r\n" + body), response);
        assertTrue(response.contains("\r\nContent-Length: " + body.length() + "\r\n"), response);
        String again = converse("GET", "/letters.txt", "Range: bytes=98-101, -2");
        assertEquals(response.length(), again.length());
        assertFalse(again.contains(boundary), "a boundary must not be predictable from an earlier one");
    }

    @Test
    void unsatisfiable_range_is_416_with_the_length() throws IOException {
        String response = converse("GET", "/hello.txt", "Range: bytes=5-");
        assertTrue(response.startsWith("HTTP/1.1 416 Range Not Satisfiable\r\n"), response);
        assertTrue(response.contains("\r\nContent-Range: bytes */5\r\n"), response);
    }

    @Test
    void full_response_if_if_range_fails_or_method_is_HEAD() throws IOException {
        String full = converse("GET", "/hello.txt");
        assertEquals(full, converse("GET", "/hello.txt", "Range: bytes=1-3\r\nIf-Range: \"x\""));
        assertEquals(converse("HEAD", "/hello.txt"), converse("HEAD", "/hello.txt", "Range: bytes=1-3"));
        assertTrue(converse("GET", "/hello.txt", "Range: bytes=1-3\r\nIf-Range: \"5-18e3de9319eb5000\"")
                .startsWith("HTTP/1.1 206 "));
    }

    @Test
    void accepted_coding_gets_the_sidecar() throws IOException {
        site.file("hello.txt.gz", "not really gzip");
        assertEquals("""
                HTTP/1.1 200 OK
                Content-Type: text/plain; charset=utf-8
                Content-Encoding: gzip
                Last-Modified: Sun, 01 Nov 2026 08:30:00 GMT
                ETag: "f-18e3de9319eb5000-gzip"
                Accept-Ranges: bytes
                Vary: Accept-Encoding
                Cache-Control: no-cache
                X-Content-Type-Options: nosniff
                Content-Length: 15
                Date: Sun, 01 Nov 2026 12:00:00 GMT

                not really gzip""".replace("\n", "\r\n"), converse("GET", "/hello.txt", "Accept-Encoding: br, gzip"));
    }

    @Test
    void pipelined_responses_are_in_order() throws IOException {
        String responses = SiteFixtureDirectory.converse(
                site.handler,
                request("GET", "/hello.txt")
                        + request("GET", "/docs")
                        + request("HEAD", "/large.bin")
                        + request("GET", "/missing")
                        + request("OPTIONS", "*")
                        + request("PUT", "/hello.txt"));
        List<String> statusLines =
                responses.lines().filter(line -> line.contains("HTTP/1.1 ")).toList();
        List<String> codes = statusLines.stream()
                .map(line -> line.substring(line.indexOf("HTTP/1.1 ") + 9).substring(0, 3))
                .toList();
        assertEquals(List.of("200", "301", "200", "404", "204", "405"), codes);
    }

    @Test
    void redirect_stays_on_the_host() throws IOException {
        assertTrue(converse("GET", "//docs?a=b").contains("\r\nLocation: ../docs/?a=b\r\n"));
        assertFalse(converse("GET", "//evil.example").contains("Location"));
    }

    @Test
    void each_content_is_closed_once() throws IOException {
        List<CountingContent> contents = new ArrayList<>();
        Handler counting = request -> {
            Response response = (Response) site.handler.handle(request).await();
            Body.Slice slice = (Body.Slice) response.body();
            contents.add(new CountingContent(slice.content()));
            return response.with(new Body.Slice(contents.get(contents.size() - 1), slice.position(), slice.length()));
        };
        SiteFixtureDirectory.converse(counting, request("GET", "/large.bin") + request("HEAD", "/large.bin"));
        SiteFixtureDirectory.converse(
                counting, request("GET", "/large.bin").replace("\r\n\r\n", "\r\nRange: bytes=9-\r\n\r\n"));
        assertEquals(
                List.of(1, 1, 1),
                contents.stream().map(content -> content.closes).toList());
    }

    /** Content that counts the calls of close. */
    private static final class CountingContent implements Content {
        private final Content content;
        private int closes;

        private CountingContent(Content content) {
            this.content = content;
        }

        @Override
        public long length() throws IOException {
            return content.length();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return content.read(position, target);
        }

        @Override
        public void close() {
            closes++;
            content.close();
        }
    }

    private String converse(String method, String target) throws IOException {
        return SiteFixtureDirectory.converse(site.handler, request(method, target));
    }

    private String converse(String method, String target, String fields) throws IOException {
        String request = request(method, target);
        return SiteFixtureDirectory.converse(
                site.handler, request.substring(0, request.length() - 2) + fields + "\r\n\r\n");
    }

    private static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: example\r\n\r\n";
    }
}
