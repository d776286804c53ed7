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

/** What is explained is what a server sends: one matrix of requests and options, through both. */
class ExplainMatrixTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    @TempDir
    Path parent;

    private Path site;

    /** A request as it is typed for {@code explain}. */
    private record Asked(String method, String target, String version, List<String> fields) {
        static Asked get(String target, String... fields) {
            return of("GET", target, fields);
        }

        static Asked of(String method, String target, String... fields) {
            return new Asked(method, target, "1.1", List.of(fields));
        }

        Asked as(String other) {
            return new Asked(method, target, other, fields);
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

    private static List<Asked> requests() {
        List<Asked> all = new ArrayList<>();
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
            all.add(Asked.get(target));
            all.add(Asked.of("HEAD", target));
        }
        for (String method : List.of("POST", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "BREW", "G(T", "PUT")) {
            all.add(Asked.of(method, "/a.txt"));
            all.add(Asked.of(method, "/health"));
        }
        all.add(Asked.of("OPTIONS", "*"));
        all.add(Asked.of("CONNECT", "localhost:80"));
        all.addAll(fields());
        return all;
    }

    private static List<Asked> fields() {
        String preflight = "Access-Control-Request-Method: GET";
        return List.of(
                Asked.of("OPTIONS", "/a.txt", "Origin: https://app.example", preflight),
                Asked.of("OPTIONS", "/a.txt", "Origin: https://evil.example", preflight),
                Asked.of("OPTIONS", "/health", "Origin: https://app.example", preflight),
                Asked.get("/a.txt", "Origin: https://app.example"),
                Asked.get("/none", "Origin: https://evil.example"),
                Asked.get("/none", "Accept: application/json"),
                Asked.get("/app/route", "Accept: text/html"),
                Asked.get("/app/route", "Accept: image/png"),
                Asked.get("/dir/", "Accept: application/json"),
                Asked.get("/dir/", "If-None-Match: *"),
                Asked.get("/a.txt", "If-None-Match: *"),
                Asked.get("/a.txt", "If-Match: \"x\""),
                Asked.get("/a.txt", "If-Modified-Since: Wed, 01 Jan 2020 00:00:00 GMT"),
                Asked.get("/a.txt", "If-Unmodified-Since: Tue, 31 Dec 2019 00:00:00 GMT"),
                Asked.get("/a.txt", "Range: bytes=2-4"),
                Asked.get("/a.txt", "Range: bytes=99-"),
                Asked.get("/a.txt", "Range: bytes=0-1", "If-Range: \"x\""),
                Asked.get("/a.css", "Accept-Encoding: gzip"),
                Asked.get("/a.css", "Accept-Encoding: gzip", "Range: bytes=0-1"),
                Asked.get("/big.txt", "Accept-Encoding: br, gzip;q=0.5"),
                Asked.get("/big.txt", "Accept-Encoding: *;q=0"),
                Asked.get("/a.txt", "Connection: close"),
                Asked.get("/a.txt").as("1.0"),
                Asked.get("/a.txt", "Connection: keep-alive").as("1.0"),
                Asked.get("/none").as("1.0"),
                Asked.get("/a.txt").as("2.0"),
                Asked.get("/a.txt").as("1.2"),
                Asked.get("/a.txt").as("x"),
                Asked.get("/a.txt", "Host: "),
                Asked.get("/a.txt", "Host: a b"),
                Asked.get("/a.txt", "Host: a", "Host: b"),
                Asked.get("/a.txt", "Host : a"),
                Asked.get("/a.txt", "X"),
                Asked.get("/a.txt", " folded"),
                Asked.get("/a.txt", "X: " + "y".repeat(300)),
                Asked.get("/a.txt", "A: 1", "B: 2", "C: 3", "D: 4"),
                Asked.get("/a.txt", "Transfer-Encoding: gzip"),
                Asked.get("/a.txt", "Content-Length: 5", "Transfer-Encoding: chunked"),
                Asked.get("/a.txt", "Content-Length: x"),
                Asked.of("POST", "/a.txt", "Content-Length: 99"),
                Asked.of("POST", "/a.txt", "Content-Length: 5", "Expect: 100-continue"),
                Asked.get("/a.txt", "Expect: something"));
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

    private static List<String> explained(Asked asked, List<String> options) {
        List<String> args = new ArrayList<>(options);
        args.add("--format=json");
        args.add("--http-version=" + asked.version());
        asked.fields().forEach(field -> args.addAll(List.of("-H", field)));
        args.addAll(List.of(asked.method(), asked.target()));
        Config json = ConfigFactory.parseString(
                explain(args), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
        return withoutDate(json.getStringList("response"));
    }

    private static List<String> withoutDate(List<String> head) {
        return head.stream().filter(line -> !line.startsWith("Date: ")).toList();
    }

    private static List<String> sent(Asked asked, InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(asked.wire().getBytes(StandardCharsets.UTF_8));
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

    /** What is compressed or hashed in the background takes its time: explain tells what comes of it. */
    private static List<String> sentAtLast(Asked asked, InetSocketAddress server, List<String> expected)
            throws IOException {
        long timeout = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<String> sent = sent(asked, server);
        while (!sent.equals(expected) && System.nanoTime() - timeout < 0 && isMadeAside(asked)) {
            sent = sent(asked, server);
        }
        return sent;
    }

    private static boolean isMadeAside(Asked asked) {
        return asked.fields().stream().anyMatch(field -> field.startsWith("Accept-Encoding"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void what_is_explained_is_what_is_sent(List<String> placeholders) throws IOException {
        List<String> options = new ArrayList<>(List.of("--directory=" + site));
        placeholders.forEach(option -> options.add(option.replace("$", site.toString())));
        List<String> serving = new ArrayList<>(options);
        serving.add("--port=0");
        Server server = ServerModule.createServer(ParsedCommandLines.config(serving.toArray(String[]::new)));
        server.start();
        try {
            for (Asked asked : requests()) {
                List<String> explained = explained(asked, options);
                assertEquals(
                        String.join("\n", explained),
                        String.join("\n", sentAtLast(asked, server.address(), explained)),
                        () -> asked + " with " + options);
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
                "/dangling | a symbolic link on the way leads to nothing, 404 |",
                "/none | nothing of that name is there, 404 |",
                "/A.TXT | nothing of that name is there, 404 |",
                "/a.txt/ | it is a file, and the path asks for a directory, 404 |",
                "/dir/ | the directory has no index file, and listings are off (--listing), 404 | --no-listing",
                "/a.txt | the path does not begin with the base path (--base-path), 404 | --base-path=/base",
                "/in | symbolic links are not followed (--symlinks), 404 | --symlinks=deny",
                "/none/x.txt | nothing of that name is there, 404 | --spa"
            })
    void a_404_is_explained_by_its_reason(String target, String reason, String option) {
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
    void a_pipe_is_explained(String name, String reason) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo");
        Process mkfifo =
                new ProcessBuilder("/usr/bin/mkfifo", site.resolve(name).toString()).start();
        assertEquals(0, mkfifo.waitFor());
        String text = explain(List.of("GET", "/" + name, "--directory=" + site));
        assertTrue(text.contains("  " + reason + "\n"), text);
    }
}
