package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The output of the program is the same, byte for byte, for any locale, calendar, time zone and charset. */
@EnabledOnOs(OS.LINUX)
class LocaleTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";

    private static final List<String> REQUESTS = List.of(
            "GET /" + END + "\r\n",
            "GET /" + END + "Accept: application/json\r\n\r\n",
            "GET /TITLE.TXT" + END + "\r\n",
            "GET /TITLE.TXT" + END + "Accept-Encoding: gzip\r\n\r\n",
            "GET /TITLE.TXT" + END + "Range: bytes=0-1,500-510\r\n\r\n",
            "GET /TITLE.TXT" + END + "Range: bytes=99999-\r\n\r\n",
            "GET /TITLE.TXT" + END + "If-Modified-Since: Sun, 22 Nov 2026 23:59:59 GMT\r\n\r\n",
            "HEAD /gr%C3%BC%C3%9Fe%20%F0%9F%98%80.html" + END + "\r\n",
            "GET /inner" + END + "\r\n",
            "GET /inner/" + END + "\r\n",
            "GET /missing" + END + "\r\n",
            "GET /missing" + END + "Accept: application/json\r\n\r\n",
            "GET /.hidden" + END + "\r\n",
            "DELETE /TITLE.TXT" + END + "\r\n",
            "OPTIONS *" + END + "\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/3.0\r\n\r\n",
            "GET /I\u0131 HTTP/1.1\r\n\r\n");

    private static final List<String> COMMANDS =
            List.of("--help", "--print-config", "explain GET /missing", "--port=none");

    @TempDir
    static Path tempDirectory;

    private static Path site;
    private static Map<String, String> expected;

    static Stream<List<String>> settings() {
        return Stream.of(
                locale("ar", "EG", "", "Africa/Cairo"),
                locale("fa", "IR", "", "Asia/Tehran"),
                locale("hi", "IN", "u-nu-deva", "Asia/Kolkata"),
                locale("th", "TH", "u-ca-buddhist-nu-thai", "Asia/Bangkok"),
                locale("ja", "JP", "u-ca-japanese", "Asia/Tokyo"),
                locale("tr", "TR", "", "Pacific/Apia"),
                List.of("-Dfile.encoding=ISO-8859-1", "-Dstdout.encoding=US-ASCII", "-Dsun.stdout.encoding=US-ASCII"));
    }

    private static List<String> locale(String language, String country, String extensions, String zone) {
        return List.of(
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.extensions=" + extensions,
                "-Duser.timezone=" + zone,
                "-Dfile.encoding=COMPAT");
    }

    @BeforeAll
    static void makeSite() throws IOException, InterruptedException {
        site = Files.createDirectories(tempDirectory.resolve("site"));
        Files.createDirectories(site.resolve("inner"));
        for (String name :
                List.of("TITLE.TXT", "gr\u00fc\u00dfe \ud83d\ude00.html", ".hidden", "inner/I.CSS", "inner/i.css")) {
            Files.writeString(site.resolve(name), "1234567890\n".repeat(100));
        }
        try (Stream<Path> all = Files.walk(site)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-11-22T23:59:59Z")));
            }
        }
        expected = outcome("english", List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC"));
        assertTrue(expected.get("explain GET /missing").contains("404"), expected::toString);
        assertTrue(expected.get("GET /missing" + END + "Accept: application/json\r\n\r\n")
                .contains("\"status\":404"));
    }

    private static Map<String, String> outcome(String name, List<String> flags)
            throws IOException, InterruptedException {
        Map<String, String> outcome = new LinkedHashMap<>();
        Map<String, String> environment = Map.of("LC_ALL", "C.UTF-8", "ROUNDHOUSE_DIRECTORY", site.toString());
        for (String form : List.of("combined", "json")) {
            Path own = Files.createDirectories(tempDirectory.resolve(name + "-" + form));
            try (ChildProcess program =
                    ChildProcess.start(own, environment, flags, "--port=0", "--access-log=" + form)) {
                for (String request : REQUESTS) {
                    outcome.put(request, timeless(program.responseTo(request)));
                }
                program.signal("TERM");
                assertEquals(0, program.exitCode(), program.err());
                outcome.put("access log in " + form, timeless(program.out()));
                outcome.put("log with " + form, timeless(program.err()));
            }
        }
        for (String command : COMMANDS) {
            Path own = Files.createDirectories(tempDirectory.resolve(name + "-" + COMMANDS.indexOf(command)));
            try (ChildProcess program = ChildProcess.start(own, environment, flags, command.split(" "))) {
                program.exitCode();
                outcome.put(command, timeless(program.out() + "--\n" + program.err()));
            }
        }
        return outcome;
    }

    /**
     * Removes the time of the run, which must have ASCII digits, be English and in UTC, and the random boundary of multipart
     * responses.
     */
    private static String timeless(String text) {
        return text.replaceAll("Date: \\w{3}, \\d\\d \\w{3} 20\\d\\d \\d\\d:\\d\\d:\\d\\d GMT", "Date: -")
                .replaceAll("\\[\\d\\d/[A-Z][a-z]{2}/20\\d\\d:\\d\\d:\\d\\d:\\d\\d \\+0000\\]", "[-]")
                .replaceAll("\"time\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"", "\"time\":-")
                .replaceAll("(?m)^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ", "- ")
                .replaceAll("\"request_id\":\"[0-9a-z-]+\"", "\"request_id\":-")
                .replaceAll("\"duration_us\":\\d+", "\"duration_us\":-")
                .replaceAll("started in \\d+\\.\\d\\d s", "started in -")
                .replaceAll("(127\\.0\\.0\\.1):\\d+", "$1:-")
                .replaceAll("(?m)^(?i)etag: .*$", "ETag: -")
                .replaceAll("boundary=[\\w-]{22}", "boundary=-")
                .replaceAll("(?m)^--[\\w-]{22}(-?-?\r?)$", "---$1");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void output_does_not_depend_on_the_locale(List<String> flags) throws IOException, InterruptedException {
        Map<String, String> outcome = outcome("" + flags.hashCode(), flags);

        expected.forEach((what, text) -> assertEquals(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                new String(outcome.get(what).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                () -> what + " with " + flags));
    }
}
