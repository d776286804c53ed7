package dev.roundhouse.http.conformance.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.conformance.Corpus;
import dev.roundhouse.http.conformance.http2.MessageStepRunner;
import dev.roundhouse.http.conformance.scenario.FileSite;
import dev.roundhouse.http.conformance.scenario.Notation;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse.ReceivedField;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.conformance.scenario.ScenarioParser;
import dev.roundhouse.http.conformance.scenario.SiteFixture;
import dev.roundhouse.http.conformance.scenario.Step;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.server.Http2Connection;
import dev.roundhouse.http.handlers.SiteHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The response over HTTP/2 is that over HTTP/1.1, in status, all fields and content, for each file of the tree with many kinds of
 * requests. Only the fields of the connection differ.
 */
class VersionEquivalenceTest {
    private static final ServerFields SERVER_FIELDS = new ServerFields(FileSite.NOW::getEpochSecond, "");
    private static final Set<String> OF_CONNECTION = Set.of("connection", "keep-alive", "transfer-encoding");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)");
    private static final int MIN_PATHS = 40;

    /** One header section each; the entity tag is that of a file of 13 bytes. */
    private static final List<String> HEADERS = List.of(
            "",
            "Accept-Encoding: gzip, br, zstd",
            "Accept-Encoding: identity;q=0, *;q=0",
            "Accept: application/json",
            "Accept: text/html",
            "Range: bytes=0-3",
            "Range: bytes=-5",
            "Range: bytes=2-",
            "Range: bytes=0-0, 2-3, -1",
            "Range: bytes=1000000-",
            "Range: lines=1-2",
            "If-None-Match: *",
            "If-None-Match: \"d-ae1b981bc490a00\"",
            "If-None-Match: W/\"d-ae1b981bc490a00\"",
            "If-Match: \"other\"",
            "If-Match: *",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
            "If-Modified-Since: Sat, 05 Nov 1994 08:49:37 GMT",
            "If-Unmodified-Since: Sat, 05 Nov 1994 08:49:37 GMT",
            "If-Range: \"d-ae1b981bc490a00\"\n> Range: bytes=0-3",
            "If-Range: \"other\"\n> Range: bytes=0-3",
            "Accept-Encoding: gzip\n> Range: bytes=0-3",
            "Expect: something",
            "Origin: https://other.example",
            "Cache-Control: no-cache");

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "DELETE", "UNKNOWN");
    private static final List<String> SITES =
            List.of("site", "site --listing --clean-urls --cors=*", "site --compress=off");

    @TempDir
    static Path tree;

    @BeforeAll
    static void createTree() throws IOException {
        FileSite.createTree(tree);
    }

    @TestFactory
    Stream<DynamicTest> responses_are_the_same_over_both_versions() throws IOException {
        List<String> paths = paths();
        assertTrue(paths.size() >= MIN_PATHS, () -> "only " + paths);
        return SITES.stream()
                .flatMap(site -> paths.stream()
                        .map(path -> DynamicTest.dynamicTest(path + " of " + site, () -> assertSame(site, path))));
    }

    /** The files and directories of the site, paths that are mapped in other ways, and invalid ones. */
    private static List<String> paths() throws IOException {
        List<String> paths = new ArrayList<>(List.of(
                "/",
                "/missing",
                "/missing/",
                "/hello.txt/",
                "/.hidden",
                "/../a",
                "/%2e%2e/a",
                "/%zz",
                "/%00",
                "/a%2fb"));
        for (String line : Corpus.fileTree()) {
            String path = line.split(" ", 2)[0];
            if (path.startsWith("site/") && path.matches("[A-Za-z0-9/._-]+")) {
                paths.add(path.substring("site".length()));
            }
        }
        return paths.stream().distinct().toList();
    }

    /** Each version has a site of its own, so that both have the same cache. */
    private static void assertSame(String site, String path) throws IOException, MismatchException {
        SiteFixture fixture = scenario(site, "> GET / HTTP/1.1\n>\n", "GET").siteFixture();
        try (SiteHandler first = FileSite.of(fixture, tree);
                SiteHandler second = FileSite.of(fixture, tree)) {
            for (String method : METHODS) {
                for (String header : method.equals("GET") || method.equals("HEAD") ? HEADERS : HEADERS.subList(0, 2)) {
                    String request = "> " + method + " " + path + " HTTP/1.1\n> Host: example\n"
                            + (header.isEmpty() ? "" : "> " + header + "\n") + ">\n";
                    Scenario scenario = scenario(site, request, method);
                    assertEquals(overHttp1(scenario, first), overHttp2(scenario, second), request);
                }
            }
        }
    }

    private static Scenario scenario(String site, String request, String method) {
        String title = "# files/test/test   RFC 9110 §1 MUST: Something.\n# site: " + site + "\n";
        String end = "< HTTP/1.1 1xx|2xx|3xx|4xx|5xx\n" + (method.equals("HEAD") ? "< (no body)\n" : "") + "< (open)";
        return ScenarioParser.parse(title + request + end, Notation.REFERENCE);
    }

    private static EngineTestChannel open(Connection connection, SiteHandler handler) {
        return new EngineTestChannel(connection, handler, Delivery.UNDIVIDED, 0);
    }

    private static String overHttp2(Scenario scenario, SiteHandler handler) throws IOException, MismatchException {
        List<ReceivedResponse> received = new ArrayList<>();
        Http2Connection connection =
                new Http2Connection(Http2Limits.DEFAULT, Timeouts.DEFAULT, SERVER_FIELDS, ConnectionContext.NONE, 0);
        new ScenarioRunner(new MessageStepRunner(open(connection, handler), true, received::add)).run(scenario);
        return text(received.get(0));
    }

    private static String overHttp1(Scenario scenario, SiteHandler handler) throws IOException {
        EngineTestChannel channel =
                open(new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, SERVER_FIELDS, 0), handler);
        ResponseReader reader = new ResponseReader(channel);
        try {
            ReceivedResponse response = null;
            for (Step step : scenario.steps()) {
                if (step instanceof Step.Send send) {
                    channel.send(send.bytes());
                } else if (step instanceof Step.FinalResponse expected) {
                    response = reader.readBody(reader.readFinalHead(false), expected.ending());
                }
            }
            return text(response);
        } catch (MismatchException | ReceiveTimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(ReceivedResponse response) {
        StringBuilder text = new StringBuilder().append(response.status()).append('\n');
        for (ReceivedField field : response.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_CONNECTION.contains(name)) {
                text.append(name).append(": ").append(field.value()).append('\n');
            }
        }
        text.append(response.body());
        Matcher boundary = BOUNDARY.matcher(text);
        return boundary.find() ? text.toString().replace(boundary.group(1), "masked") : text.toString();
    }
}
