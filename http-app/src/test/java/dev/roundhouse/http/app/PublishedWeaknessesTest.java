package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.semantics.UriPath;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known attacks on other servers. The name of a test contains the CVE; SECURITY.md describes them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PublishedWeaknessesTest {
    private static final String SECRET = "this must not be served";
    private static final int FILE = 10_000;

    @TempDir
    Path tempDirectory;

    private Path site;
    private SiteHandler handler;
    private Listener listener;

    @BeforeEach
    void start() throws IOException {
        site = Files.createDirectory(tempDirectory.resolve("site"));
        Files.createDirectories(site.resolve("evil.example/dir"));
        Files.writeString(site.resolve("file.txt"), "x".repeat(FILE));
        Files.writeString(tempDirectory.resolve("secret.txt"), SECRET);
        MappingOptions usual = MappingOptions.DEFAULT;
        MappingOptions mapping =
                new MappingOptions(UriPath.ROOT, usual.indexFiles(), false, Optional.empty(), usual.dotfiles(), true);
        SiteOptions options = SiteOptions.DEFAULT.withMapping(mapping);
        handler = new SiteHandler(site, List.of(), options, InstantSource.system());
        TransportSettings transportSettings =
                TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener = new NioTransport().start(Service.of(handler), transportSettings.withEventLoops(1));
    }

    @AfterEach
    void stop() {
        listener.close();
        handler.close();
    }

    /** All bytes that the server sends until it closes; the client half-closes first. */
    private String responseTo(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String target, String... fields) throws IOException {
        return responseTo("GET " + target + " HTTP/1.1\r\nHost: a\r\n"
                + String.join(
                        "",
                        List.of(fields).stream().map(field -> field + "\r\n").toList()) + "\r\n");
    }

    private void assertStatus(int status, String response) {
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    }

    /** The request is rejected, and the bytes hidden in it are not processed as a request. */
    private void assertRejected(String bytes) throws IOException {
        String response = responseTo(bytes + "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 400 ") || response.startsWith("HTTP/1.1 413 "), response);
        assertEquals(
                response.indexOf("HTTP/1.1 "), response.lastIndexOf("HTTP/1.1 "), "the hidden request got a response");
    }

    private static String post(String fields, String body) {
        return "POST /file.txt HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
    }

    private static String chunked(String body) {
        return post("Transfer-Encoding: chunked\r\n", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "-5", "5,5", "0x5", "5 5", "99999999999999999999", ""})
    void jetty_2023_40167_length_is_only_digits(String length) throws IOException {
        assertRejected(post("Content-Length: " + length + "\r\n", "12345"));
    }

    @Test
    void jetty_2017_7658_both_framings_are_rejected() throws IOException {
        assertRejected(post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
    }

    @Test
    void haproxy_2023_25725_empty_header_name_is_rejected() throws IOException {
        assertRejected(post(": x\r\nContent-Length: 5\r\n", "12345"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100000000\r\n", "ffffffffffffffffffffffff5\r\n", "-5\r\n", "+5\r\n", "0x5\r\n", "5 \r\n"})
    void jetty_2017_7657_chunk_size_does_not_overflow(String line) throws IOException {
        String response = responseTo(chunked(line + "12345\r\n0\r\n\r\n"));
        assertTrue(response.startsWith("HTTP/1.1 4"), response);
        assertEquals(response.indexOf("HTTP/1.1 "), response.lastIndexOf("HTTP/1.1 "), response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\n12345\r\n0\r\n\r\n",
                "5;\n12345\r\n0\r\n\r\n",
                "5;a=b\nc\r\n12345\r\n0\r\n\r\n",
                "5;a=\"\r\n\"\r\n12345\r\n0\r\n\r\n",
                "5\r12345\r\n0\r\n\r\n",
                "5\r\n12345\n0\r\n\r\n"
            })
    void netty_2025_58056_kestrel_2025_55315_netty_2026_33870_chunk_line_ends_with_CRLF(String body)
            throws IOException {
        String response = responseTo(chunked(body + "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertFalse(response.contains("404"), "the hidden request got a response: " + response);
    }

    @Test
    void tomcat_2023_46589_trailer_has_the_limits_of_a_header_section() throws IOException {
        String trailer = "X: " + "y".repeat(100) + "\r\n";
        String response = responseTo(chunked("0\r\n" + trailer.repeat(1000) + "\r\n"));
        assertFalse(response.contains("200 OK"), response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.%2e/secret.txt",
                "/%2e%2e/secret.txt",
                "/%2E%2E%2Fsecret.txt",
                "/%252e%252e/secret.txt",
                "/%%32%65%%32%65/secret.txt",
                "/%u002e%u002e/secret.txt",
                "/..;/secret.txt",
                "/evil.example/..;/..;/secret.txt",
                "/..%5csecret.txt",
                "/..\\secret.txt",
                "/%c0%ae%c0%ae/secret.txt",
                "/evil.example/../../secret.txt",
                "/../secret.txt%00.txt",
                "//../secret.txt",
                "http://a/../secret.txt",
                "/%2e%2e%00/secret.txt"
            })
    void httpd_2021_41773_jetty_2021_34429_undertow_2024_1459_no_path_leaves_the_root(String target)
            throws IOException {
        assertFalse(get(target).contains(SECRET));
    }

    @Test
    void aiohttp_2024_42367_sidecar_linked_outside_the_root_is_ignored() throws IOException {
        Files.createSymbolicLink(site.resolve("file.txt.gz"), tempDirectory.resolve("secret.txt"));
        String response = get("/file.txt", "Accept-Encoding: gzip");

        assertStatus(200, response);
        assertFalse(response.contains(SECRET));
    }

    @Test
    void httpd_2011_3192_many_ranges_cost_no_more_than_the_file() throws IOException {
        StringBuilder ranges = new StringBuilder("Range: bytes=0-");
        for (int i = 1; i < 1300; i++) {
            ranges.append(",5-").append(i + 10);
        }
        String response = get("/file.txt", ranges.toString());

        assertTrue(response.length() < FILE + 1000, response.length() + " bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=-9223372036854775608",
                "bytes=-18446744073709551615",
                "bytes=9223372036854775807-",
                "bytes=0-9223372036854775807,-9223372036854775807",
                "bytes=-10001,-9223372036854764608"
            })
    void nginx_2017_7529_no_range_exceeds_the_file(String range) throws IOException {
        String response = get("/file.txt", "Range: " + range);

        assertTrue(response.length() < FILE + 1000, response);
        assertFalse(response.startsWith("HTTP/1.1 5"), response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/dir",
                "///evil.example/dir",
                "/%2fevil.example/dir",
                "/\\evil.example/dir",
                "/%5cevil.example/dir",
                "//evil.example/dir/..",
                "/.//evil.example/dir",
                "/x/..//evil.example/dir",
                "/%09/evil.example/dir"
            })
    void tomcat_2018_11784_tomcat_2023_41080_redirects_stay_on_the_host(String target) throws IOException {
        String location = location(get(target));

        assertTrue(location.matches("|([.]{1,2}/|[a-z.]+/).*") && !location.contains("\\"), () -> location);
        assertFalse(location.contains(":"), () -> location);
    }

    @Test
    void redirect_does_not_contain_the_requested_host() throws IOException {
        String response = responseTo("GET /evil.example/dir HTTP/1.1\r\nHost: attacker.example\r\n\r\n");

        assertEquals("dir/", location(response));
    }

    private static String location(String response) {
        int at = response.indexOf("\r\nLocation: ");
        return at < 0 ? "" : response.substring(at + 12, response.indexOf("\r\n", at + 12));
    }

    @Test
    void name_with_line_breaks_does_not_split_the_response() throws IOException {
        Files.createDirectory(site.resolve("d\r\nSet-Cookie: a=b"));
        String response = get("/d%0d%0aSet-Cookie:%20a=b");

        assertFalse(response.toLowerCase(Locale.ROOT).contains("\nset-cookie"), response);
    }

    @Test
    void jetty_2019_10246_no_page_discloses_file_locations() throws IOException {
        for (String target : List.of("/", "/missing", "/%zz", "/evil.example/", "/file.txt/")) {
            assertFalse(get(target).contains(tempDirectory.getFileName().toString()), target);
        }
    }

    @Test
    void jetty_2019_10241_names_in_a_listing_are_escaped() throws IOException {
        Files.writeString(site.resolve("<script>alert(1)<"), "");
        Files.writeString(site.resolve("javascript:alert(1)"), "");
        Files.writeString(site.resolve("\" onmouseover=\"alert(1)"), "");
        String page = get("/?q=%22%3E%3Cscript%3E", "Accept: text/html") + get("/", "Accept: text/html");

        assertFalse(page.contains("<script>"), page);
        assertFalse(page.contains("href=\"javascript:"), page);
        assertFalse(Pattern.compile("<[^>]*\" onmouseover").matcher(page).find(), page);
    }

    @Test
    void jetty_2020_27223_long_list_of_qualities_is_processed_in_time() throws IOException {
        String list = "gzip;q=0.123,".repeat(2400);

        assertStatus(200, get("/file.txt", "Accept-Encoding: " + list));
        assertStatus(200, get("/", "Accept: " + "a/b;q=\"1\\\"\",".repeat(2000)));
    }

    /** "Aa" and "BB" have the same hash code, and so have all strings combined from them. */
    @Test
    void tomcat_2011_4858_names_with_equal_hashes_are_processed_in_time() throws IOException {
        String[] fields = new String[99];
        StringBuilder query = new StringBuilder("/?");
        for (int i = 0; i < fields.length; i++) {
            String name = Integer.toBinaryString(128 + i).replace("0", "Aa").replace("1", "BB");
            fields[i] = name + ": x";
            query.append(name).append("=x&");
        }
        assertStatus(200, get(query.toString(), fields));
    }

    @Test
    void cross_site_tracing_is_rejected() throws IOException {
        String response = responseTo("TRACE / HTTP/1.1\r\nHost: a\r\nCookie: secret\r\n\r\n");

        assertTrue(response.startsWith("HTTP/1.1 405 ") || response.startsWith("HTTP/1.1 501 "), response);
        assertFalse(response.contains("Cookie"), response);
    }
}
