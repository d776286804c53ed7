package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.handlers.Explanation.Topic;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The explanation of a request agrees with its response. */
class ExplanationTest {
    private static final Pattern STATUS = Pattern.compile("\\b(206|301|304|308|400|404|412|416)\\b");

    private static final List<String> TARGETS = List.of(
            "/a.txt", "/big.txt", "/", "/dir", "/dir/", "//a.txt", "/none", "/%zz", "/..%2fa.txt", "/.git/config");

    private SiteFixtureDirectory site;
    private FileHandler handler;

    @BeforeEach
    void create_site(@TempDir Path parent) throws IOException {
        site = new SiteFixtureDirectory(parent, SiteFixtureDirectory.CACHING);
        site.file("a.txt", "0123456789");
        site.file("big.txt", "line\n".repeat(1000));
        site.file("index.html", "home");
        site.file("dir/a.css", "a{}");
        handler = (FileHandler) site.handler;
    }

    private Explanation explain(String target, Headers headers) throws IOException {
        return handler.explain(request(Method.GET, target, headers));
    }

    private static Request request(Method method, String target, Headers headers) {
        return new Request(method, RequestTarget.originForm(target), Version.HTTP_1_1, headers);
    }

    private static String findings(Explanation explanation, Topic topic) {
        return explanation.steps().stream()
                .filter(explanationStep -> explanationStep.topic() == topic)
                .map(ExplanationStep::result)
                .reduce("", (all, next) -> all + next + "\n");
    }

    /** The status in the last decisive step. */
    private static int status(Explanation explanation) {
        int status = 200;
        for (Topic topic : List.of(Topic.MAPPING, Topic.CONDITION, Topic.RANGE)) {
            List<ExplanationStep> steps = explanation.steps().stream()
                    .filter(explanationStep -> explanationStep.topic() == topic)
                    .toList();
            Optional<ExplanationStep> last =
                    steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
            Matcher named = STATUS.matcher(last.map(ExplanationStep::result).orElse(""));
            status = named.find() ? Integer.parseInt(named.group()) : status;
        }
        return status;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void explained_status_equals_the_response_status(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Method method = random.nextInt(5) == 0 ? Method.HEAD : Method.GET;
            String target = TARGETS.get(random.nextInt(TARGETS.size()));
            Headers headers = headers(random, target);

            Explanation explanation = handler.explain(request(method, target, headers));
            Response response =
                    (Response) handler.handle(request(method, target, headers)).await();

            assertEquals(
                    response.status().code(), status(explanation), () -> target + " " + headers + " " + explanation);
            SiteFixtureDirectory.read(response.body());
        }
    }

    private Headers headers(Random random, String target) throws IOException {
        Response plain = (Response)
                handler.handle(request(Method.GET, target, Headers.EMPTY)).await();
        String tag = plain.headers().first(FieldName.ETAG).orElse("\"none\"");
        String date = plain.headers().first(FieldName.LAST_MODIFIED).orElse("yesterday");
        SiteFixtureDirectory.read(plain.body());
        List<List<String>> candidates = List.of(
                List.of("If-Match", tag, "*", "\"x\""),
                List.of("If-None-Match", tag, "*", "\"x\"", "W/" + tag),
                List.of("If-Modified-Since", date, "Thu, 01 Jan 1970 00:00:00 GMT"),
                List.of("If-Unmodified-Since", date, "Thu, 01 Jan 1970 00:00:00 GMT"),
                List.of("If-Range", tag, "\"x\"", date),
                List.of("Range", "bytes=0-3", "bytes=-2", "bytes=99999-", "bytes=0-1,7-8", "lines=1-2", "bytes=x"),
                List.of("Accept-Encoding", "gzip", "br", "identity", "*;q=0"));
        Headers.Builder headers = Headers.builder();
        for (List<String> candidate : candidates) {
            if (random.nextInt(3) == 0) {
                headers.add(candidate.get(0), candidate.get(1 + random.nextInt(candidate.size() - 1)));
            }
        }
        return headers.build();
    }

    @Test
    void explanation_of_a_file_has_all_steps_from_path_to_range() throws IOException {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        explain("/a.txt", Headers.of("Range", "bytes=0-1"))
                .steps()
                .forEach(explanationStep -> topics.add(explanationStep.topic()));

        // The step of the connection is that of the server, before the path.
        assertEquals(EnumSet.complementOf(EnumSet.of(Topic.CONNECTION)), topics);
    }

    @Test
    void unused_sidecar_is_explained_with_the_reason() throws IOException {
        site.file("dir/a.css.gz", "");
        Path older = site.file("dir/a.css.br", "br");
        java.nio.file.Files.setLastModifiedTime(
                older, java.nio.file.attribute.FileTime.from(SiteFixtureDirectory.MORNING.minusSeconds(1)));

        String variants = findings(explain("/dir/a.css", Headers.EMPTY), Topic.VARIANT);

        assertTrue(variants.contains("ignored: older than the original"), variants);
        assertTrue(variants.contains("ignored: empty file"), variants);
        assertTrue(variants.contains("not found"), variants);
    }

    @Test
    void weak_tag_of_a_recent_file_is_explained() throws IOException {
        java.nio.file.Files.setLastModifiedTime(
                site.file("young.txt", "x"), java.nio.file.attribute.FileTime.from(SiteFixtureDirectory.NOON));

        assertTrue(findings(explain("/young.txt", Headers.EMPTY), Topic.VALIDATOR)
                .contains("weak: the file changed within the timestamp granularity"));
    }

    @Test
    void unsupported_method_has_no_steps() throws IOException {
        assertEquals(
                List.of(),
                handler.explain(request(Method.of("DELETE"), "/a.txt", Headers.EMPTY))
                        .steps());
    }
}
