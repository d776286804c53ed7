package dev.roundhouse.http.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.roundhouse.http.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path site;

    @BeforeEach
    void a_site() throws IOException {
        Files.setLastModifiedTime(Files.writeString(site.resolve("about.html"), "<p>0123456789"), LONG_AGO);
        Files.setLastModifiedTime(Files.writeString(site.resolve("a.css"), "a{}"), LONG_AGO);
        Files.setLastModifiedTime(Files.writeString(site.resolve("a.css.gz"), "not really"), LONG_AGO);
    }

    private int run(Map<String, String> environment, String... args) {
        CommandLine command = Main.commandLine(environment);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private String explain(String... args) {
        String[] all = Stream.concat(Stream.of("explain", "--directory=" + site), Stream.of(args))
                .toArray(String[]::new);
        assertEquals(0, run(Map.of(), all), err.toString());
        return out.toString();
    }

    private static void assertHasLines(String text, String... parts) {
        List<String> lines =
                text.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        for (String part : parts) {
            assertTrue(lines.contains(part), part + " is not a line of\n" + text);
        }
    }

    @Test
    void explains_how_a_path_is_mapped_to_a_file() {
        assertHasLines(
                explain("GET", "/about", "--clean-urls"),
                "> GET /about HTTP/1.1",
                "> Host: localhost",
                "path /about nothing",
                "clean /about.html file",
                "result the file " + site.resolve("about.html"),
                "< HTTP/1.1 200 OK",
                "< Content-Length: 13");
    }

    @Test
    void explains_which_representation_is_sent() {
        assertHasLines(
                explain("GET", "/a.css", "-H", "Accept-Encoding: br, gzip;q=0.5"),
                "a.css.br not found",
                "a.css.gz found",
                "Accept-Encoding: br, gzip;q=0.5 accepted, best first: br, gzip (RFC 9110 §12.5.3)",
                "result content coding gzip, 10 bytes",
                "< Content-Encoding: gzip",
                "< Vary: Accept-Encoding");
    }

    @Test
    void explains_the_result_of_each_precondition() {
        assertHasLines(
                explain(
                        "GET",
                        "/about.html",
                        "-H",
                        "If-Match: *",
                        "-H",
                        "If-Modified-Since: Wed, 01 Jan 2020 00:00:00 GMT"),
                "If-Match: * holds, there is a representation (RFC 9110 §13.1.1)",
                "If-Modified-Since: Wed, 01 Jan 2020 00:00:00 GMT fails, the representation was not modified after that"
                        + " date (RFC 9110 §13.1.3)",
                "result 304 Not Modified: the client's copy is current",
                "< HTTP/1.1 304 Not Modified");
    }

    @Test
    void explains_the_result_of_a_range() {
        assertHasLines(
                explain("GET", "/about.html", "-H", "Range: bytes=3-5"),
                "Range: bytes=3-5 206 with bytes 3-5/13 (RFC 9110 §15.3.7.1)",
                "< HTTP/1.1 206 Partial Content",
                "< Content-Range: bytes 3-5/13");
    }

    @Test
    void missing_file_has_a_reason() {
        assertHasLines(
                explain("GET", "/../x"),
                "result 404: not a valid file path (leaves the root, or contains NUL, a backslash or an encoded slash)",
                "< HTTP/1.1 404 Not Found");
    }

    @Test
    void explains_a_protocol_error() {
        String text = explain("GET", "/", "-H", "Host : x");
        assertTrue(text.contains("Rejected by the HTTP/1.1 parser: 400 Bad Request: "), text);
        assertTrue(text.contains("(RFC 9112 §"), text);
        assertHasLines(text, "< HTTP/1.1 400 Bad Request");
    }

    @Test
    void explains_an_unsupported_method() {
        assertHasLines(
                explain("DELETE", "/about.html"),
                "Only GET and HEAD are supported for files; the method is rejected before any lookup.",
                "< HTTP/1.1 405 Method Not Allowed");
    }

    @Test
    void prints_json() {
        Config json = ConfigFactory.parseString(
                explain("GET", "/about.html", "--format=json"),
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));

        assertEquals("HTTP/1.1 200 OK", json.getStringList("response").get(0));
        assertEquals("mapping", json.getConfigList("steps").get(0).getString("topic"));
        assertEquals("", json.getString("error"));
    }

    @Test
    void directories_are_listed_only_on_loopback() {
        assertHasLines(explain("GET", "/"), "result directory listing of " + site, "< HTTP/1.1 200 OK");
        assertHasLines(explain("GET", "/", "--bind=0.0.0.0"), "< HTTP/1.1 404 Not Found");
    }

    @Test
    void uses_the_environment_as_the_server_does() {
        Map<String, String> environment = Map.of(
                "ROUNDHOUSE_DIRECTORY", site.toString(), "ROUNDHOUSE_CLEAN_URLS", "true", "ROUNDHOUSE_QUIET", "true");

        assertEquals(0, run(environment, "explain", "GET", "/about"), err.toString());

        assertHasLines(out.toString(), "< HTTP/1.1 200 OK");
    }

    @Test
    void error_names_an_unknown_environment_variable() {
        assertEquals(2, run(Map.of("ROUNDHOUSE_CLEAN", "true"), "explain", "GET", "/about"));
        assertTrue(err.toString().contains("ROUNDHOUSE_CLEAN"), err.toString());
    }

    @Test
    void options_before_the_command_name_are_rejected() {
        assertEquals(2, run(Map.of(), "--directory=x", "explain", "GET", "/"));
        assertEquals(
                "roundhouse: Option --directory must come after the command name explain. Try" + " --help.\n",
                err.toString());
    }

    @Test
    void line_break_in_a_header_is_rejected() {
        assertEquals(2, run(Map.of(), "explain", "GET", "/", "-H", "A: b\r\nHost: c"));
        assertFalse(err.toString().contains("\r"));
    }

    private static final String[] TLS = {"--tls-cert=none", "--tls-key=none", "--port=8443", "--http-port=8081"};

    private String explainWithTls(String... args) {
        return explain(Stream.concat(Stream.of(TLS), Stream.of(args)).toArray(String[]::new));
    }

    @Test
    void without_tls_the_scheme_is_not_explained() {
        String text = explain("GET", "/a.css", "--scheme=http");

        assertFalse(text.contains("connection"), text);
        assertFalse(text.contains("scheme"), text);
    }

    @Test
    void request_with_tls_has_hsts() {
        String text = explainWithTls("GET", "/a.css", "--hsts=7");

        assertHasLines(
                text,
                "connection",
                "scheme https: received at --port",
                "Strict-Transport-Security max-age=7 (--hsts)",
                "< Strict-Transport-Security: max-age=7");
        assertHasLines(explainWithTls("GET", "/a.css"), "Strict-Transport-Security not sent: no --hsts");
    }

    @Test
    void request_without_tls_is_redirected_and_has_no_hsts() {
        String text = explainWithTls("GET", "/a.css?x", "--scheme=http", "--https-redirect", "--hsts");

        assertHasLines(
                text,
                "scheme http: received at --http-port",
                "Strict-Transport-Security not sent: only with TLS",
                "redirect to HTTPS if a certificate covers the host, without a file lookup (--https-redirect)",
                "certificates not read here; a host that none of them covers gets 421",
                "< HTTP/1.1 308 Permanent Redirect",
                "< Location: https://localhost:8443/a.css?x");
        assertFalse(text.contains("< Strict"), text);
    }

    @Test
    void request_without_tls_is_served_where_nothing_is_redirected() {
        String text = explainWithTls("GET", "/a.css", "--scheme=http");

        assertHasLines(text, "scheme http: received at --http-port", "< HTTP/1.1 200 OK");
    }

    @Test
    void scheme_that_the_server_does_not_have_is_a_usage_error() {
        assertEquals(2, run(Map.of(), "explain", "GET", "/", "--scheme=https"));
        assertEquals(2, run(Map.of(), "explain", "GET", "/", "--scheme=http", "--tls-cert=none", "--tls-key=none"));
        assertEquals(2, err.toString().lines().count(), err.toString());
    }
}
