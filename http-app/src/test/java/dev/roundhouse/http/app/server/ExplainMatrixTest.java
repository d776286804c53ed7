package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.roundhouse.http.app.Main;
import dev.roundhouse.http.app.cli.ParsedCommandLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The explained response equals the one that a server sends, for many requests and options. */
class ExplainMatrixTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path parent;

    private Path site;

    /** A request as it is typed for {@code explain}. */
    private record RequestCase(String method, String target, String version, List<String> fields) {
        static RequestCase get(String target, String... fields) {
            return of("GET", target, fields);
        }

        static RequestCase of(String method, String target, String... fields) {
            return new RequestCase(method, target, "1.1", List.of(fields));
        }

        RequestCase as(String other) {
            return new RequestCase(method, target, other, fields);
        }

        String wire() {
            List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/" + version));
            if (fields.stream()
                    .noneMatch(field -> field.toLowerCase(Locale.ROOT).startsWith("host:"))) {
                lines.add("Host: localhost");
            }
            lines.addAll(fields);
            return String.join("\r\n", lines) + "\r\n\r\n";
        }
    }

    static Stream<List<String>> options() {
        return Stream.of(
                List.of(),
                List.of("--no-listing", "--health-path=/health", "--server-header=full"),
                List.of("--clean-urls", "--spa", "--cors"),
                List.of("--cors=https://app.example", "--health-path=/a.txt", "--server-header=off"),
                List.of("--base-path=/base", "--mount=/docs=$/docs", "--health-path=/base/health"),
                List.of(
                        "--symlinks=deny",
                        "--dotfiles=allow",
                        "--etag=content",
                        "--precompressed=gzip",
                        "--compress=off"),
                List.of("--max-request-line=40", "--max-headers=3", "--max-header-bytes=200", "--max-body=10"),
                List.of(
                        "--max-requests-per-connection=1",
                        "--cache-size=0",
                        "--header=**.txt|X-Text: yes",
                        "--bind=0.0.0.0"));
    }

    private static List<RequestCase> requests() {
        List<RequestCase> all = new ArrayList<>();
        for (String target : List.of(
                "/",
                "/a.txt",
                "/a.txt/",
                "/big.txt",
                "/dir",
                "/dir/",
                "/dir/?sort=size",
                "//dir",
                "/sub/",
                "/sub/index.html",
                "/page",
                "/page.html",
                "/app/route",
                "/none",
                "/none.txt",
                "/.git/config",
                "/.well-known/x",
                "/out",
                "/dangling",
                "/in",
                "/%zz",
                "/%FF",
                "/..%2fa.txt",
                "/../a.txt",
                "/a%00b",
                "/health",
                "/health/",
                "/base",
                "/base/",
                "/base/a.txt",
                "/base/docs",
                "/base/docs/d.txt",
                "/docs/d.txt",
                "/base/health",
                "/pipe",
                "/" + "long/".repeat(10),
                "relative",
                "*",
                "http://localhost/a.txt",
                "http://other:99x/",
                "/a b",
                "/a#b")) {
            all.add(RequestCase.get(target));
            all.add(RequestCase.of("HEAD", target));
        }
        for (String method : List.of("POST", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "BREW", "G(T", "PUT")) {
            all.add(RequestCase.of(method, "/a.txt"));
            all.add(RequestCase.of(method, "/health"));
        }
        all.add(RequestCase.of("OPTIONS", "*"));
        all.add(RequestCase.of("CONNECT", "localhost:80"));
        all.addAll(fields());
        return all;
    }

    private static List<RequestCase> fields() {
        String preflight = "Access-Control-Request-Method: GET";
        return List.of(
                RequestCase.of("OPTIONS", "/a.txt", "Origin: https://app.example", preflight),
                RequestCase.of("OPTIONS", "/a.txt", "Origin: https://evil.example", preflight),
                RequestCase.of("OPTIONS", "/health", "Origin: https://app.example", preflight),
                RequestCase.get("/a.txt", "Origin: https://app.example"),
                RequestCase.get("/none", "Origin: https://evil.example"),
                RequestCase.get("/none", "Accept: application/json"),
                RequestCase.get("/app/route", "Accept: text/html"),
                RequestCase.get("/app/route", "Accept: image/png"),
                RequestCase.get("/dir/", "Accept: application/json"),
                RequestCase.get("/dir/", "If-None-Match: *"),
                RequestCase.get("/a.txt", "If-None-Match: *"),
                RequestCase.get("/a.txt", "If-Match: \"x\""),
                RequestCase.get("/a.txt", "If-Modified-Since: Wed, 01 Jan 2020 00:00:00 GMT"),
                RequestCase.get("/a.txt", "If-Unmodified-Since: Tue, 31 Dec 2019 00:00:00 GMT"),
                RequestCase.get("/a.txt", "Range: bytes=2-4"),
                RequestCase.get("/a.txt", "Range: bytes=99-"),
                RequestCase.get("/a.txt", "Range: bytes=0-1", "If-Range: \"x\""),
                RequestCase.get("/a.css", "Accept-Encoding: gzip"),
                RequestCase.get("/a.css", "Accept-Encoding: gzip", "Range: bytes=0-1"),
                RequestCase.get("/big.txt", "Accept-Encoding: br, gzip;q=0.5"),
                RequestCase.get("/big.txt", "Accept-Encoding: *;q=0"),
                RequestCase.get("/a.txt", "Connection: close"),
                RequestCase.get("/a.txt").as("1.0"),
                RequestCase.get("/a.txt", "Connection: keep-alive").as("1.0"),
                RequestCase.get("/none").as("1.0"),
                RequestCase.get("/a.txt").as("2.0"),
                RequestCase.get("/a.txt").as("1.2"),
                RequestCase.get("/a.txt").as("x"),
                RequestCase.get("/a.txt", "Host: "),
                RequestCase.get("/a.txt", "Host: a b"),
                RequestCase.get("/a.txt", "Host: a", "Host: b"),
                RequestCase.get("/a.txt", "Host : a"),
                RequestCase.get("/a.txt", "X"),
                RequestCase.get("/a.txt", " folded"),
                RequestCase.get("/a.txt", "X: " + "y".repeat(300)),
                RequestCase.get("/a.txt", "A: 1", "B: 2", "C: 3", "D: 4"),
                RequestCase.get("/a.txt", "Transfer-Encoding: gzip"),
                RequestCase.get("/a.txt", "Content-Length: 5", "Transfer-Encoding: chunked"),
                RequestCase.get("/a.txt", "Content-Length: x"),
                RequestCase.of("POST", "/a.txt", "Content-Length: 99"),
                RequestCase.of("POST", "/a.txt", "Content-Length: 5", "Expect: 100-continue"),
                RequestCase.get("/a.txt", "Expect: something"));
    }

    @BeforeEach
    void a_site() throws Exception {
        Files.writeString(parent.resolve("secret.txt"), "secret");
        site = Files.createDirectory(parent.resolve("site"));
        file("a.txt", "0123456789");
        file("big.txt", "line\n".repeat(1000));
        file("a.css", "a{}");
        file("a.css.gz", "not really");
        file("dir/x", "x");
        file("sub/index.html", "index");
        file("page.html", "page");
        file("index.html", "home");
        file("404.html", "nothing here");
        file(".git/config", "config");
        file(".well-known/x", "x");
        file("docs/d.txt", "d");
        Files.createSymbolicLink(site.resolve("out"), Path.of("../secret.txt"));
        Files.createSymbolicLink(site.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(site.resolve("in"), Path.of("a.txt"));
    }

    private void file(String name, String text) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.writeString(file, text), LONG_AGO);
    }

    private static String explain(List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(Map.of());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(args);
        assertEquals(0, command.execute(all.toArray(String[]::new)), () -> all + " " + err);
        return out.toString();
    }

    private static List<String> explained(RequestCase requestCase, List<String> options) {
        List<String> args = new ArrayList<>(options);
        args.add("--format=json");
        args.add("--http-version=" + requestCase.version());
        requestCase.fields().forEach(field -> args.addAll(List.of("-H", field)));
        args.addAll(List.of(requestCase.method(), requestCase.target()));
        Config json = ConfigFactory.parseString(
                explain(args), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
        return withoutDate(json.getStringList("response"));
    }

    private static List<String> withoutDate(List<String> head) {
        return head.stream().filter(line -> !line.startsWith("Date: ")).toList();
    }

    private static List<String> sent(RequestCase requestCase, InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(requestCase.wire().getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int value = in.read();
                assertTrue(value >= 0, () -> "the server ended after " + head);
                head.write(value);
            }
            return withoutDate(
                    List.of(head.toString(StandardCharsets.ISO_8859_1).split("\r\n")));
        }
    }

    /**
     * The response as soon as it is as expected: content may still be compressed in the background, which explain does at once.
     */
    private static List<String> awaitSent(RequestCase requestCase, InetSocketAddress server, List<String> expected)
            throws IOException {
        long timeout = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<String> sent = sent(requestCase, server);
        while (!sent.equals(expected) && System.nanoTime() - timeout < 0 && isCreatedInBackground(requestCase)) {
            sent = sent(requestCase, server);
        }
        return sent;
    }

    private static boolean isCreatedInBackground(RequestCase requestCase) {
        return requestCase.fields().stream().anyMatch(field -> field.startsWith("Accept-Encoding"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void explained_response_equals_the_sent_response(List<String> placeholders) throws IOException {
        List<String> options = new ArrayList<>(List.of("--directory=" + site));
        placeholders.forEach(option -> options.add(option.replace("$", site.toString())));
        List<String> serving = new ArrayList<>(options);
        serving.add("--port=0");
        Server server = ServerModule.createServer(ParsedCommandLines.config(serving.toArray(String[]::new)));
        server.start();
        try {
            for (RequestCase requestCase : requests()) {
                List<String> explained = explained(requestCase, options);
                assertEquals(
                        String.join("\n", explained),
                        String.join("\n", awaitSent(requestCase, server.address(), explained)),
                        () -> requestCase + " with " + options);
            }
        } finally {
            server.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/.git/config | a name that begins with a dot is hidden (--dotfiles), 404 |",
                "/out | a symbolic link leads out of the root (--symlinks), 404 |",
                "/dangling | a symbolic link in the path has no target, 404 |",
                "/none | no file or directory has this name, 404 |",
                "/A.TXT | no file or directory has this name, 404 |",
                "/a.txt/ | it is a file, but the path ends with a slash, 404 |",
                "/dir/ | the directory has no index file, and listings are off (--listing), 404 | --no-listing",
                "/a.txt | the path does not begin with the base path (--base-path), 404 | --base-path=/base",
                "/in | symbolic links are not followed (--symlinks), 404 | --symlinks=deny",
                "/none/x.txt | no file or directory has this name, 404 | --spa"
            })
    void reason_of_a_404_is_explained(String target, String reason, String option) {
        List<String> args = new ArrayList<>(List.of("GET", target, "--directory=" + site));
        if (option != null) {
            args.add(option);
        }
        String text = explain(args);
        assertTrue(text.contains("  " + reason + "\n"), text);
        assertTrue(text.contains("< HTTP/1.1 404 Not Found\n"), text);
    }

    @ParameterizedTest
    @CsvSource({"pipe, 'it is neither a regular file nor a directory, 404'"})
    void reason_for_a_fifo_is_explained(String name, String reason) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo");
        Process mkfifo =
                new ProcessBuilder("/usr/bin/mkfifo", site.resolve(name).toString()).start();
        assertEquals(0, mkfifo.waitFor());
        String text = explain(List.of("GET", "/" + name, "--directory=" + site));
        assertTrue(text.contains("  " + reason + "\n"), text);
    }
}
