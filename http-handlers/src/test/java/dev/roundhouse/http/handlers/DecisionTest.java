package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.content.CachedFile;
import dev.roundhouse.http.handlers.content.FileCache;
import dev.roundhouse.http.handlers.content.FileSnapshot;
import dev.roundhouse.http.handlers.content.PrecompressedSidecars;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionTest {
    private static final CodingPreference PREFERENCE = new CodingPreference(List.of(ContentCoding.GZIP));
    private static final InstantSource CLOCK = () -> SiteFixtureDirectory.NOON;

    @TempDir
    Path directory;

    private CachedFile file;

    @BeforeEach
    void look_up_a_file_with_a_sidecar() throws IOException {
        for (String name : List.of("a.txt", "a.txt.gz")) {
            Path path = Files.writeString(directory.resolve(name), "0123456789".repeat(100));
            Files.setLastModifiedTime(path, FileTime.from(SiteFixtureDirectory.MORNING));
        }
        DocumentRoot root = new DocumentRoot(directory);
        PathMapper mapper = new PathMapper(MappingOptions.DEFAULT, root, List.of(), DocumentRoot::resolve);
        ServeFile served = assertInstanceOf(ServeFile.class, mapper.map(get(), PathMapper.MappingTrace.NONE));
        PrecompressedSidecars sidecars = PrecompressedSidecars.find(root, served.file(), List.of(ContentCoding.GZIP));
        file = FileCache.create(root, FileOptions.DEFAULT, CLOCK, Runnable::run)
                .getOrPut("/a.txt", new FileSnapshot(served, sidecars.usable()), CLOCK.millis());
    }

    private static Request get(String... headers) {
        return request(Method.GET, Headers.of(headers));
    }

    private static Request request(Method method, Headers headers) {
        return new Request(method, RequestTarget.originForm("/a.txt"), Version.HTTP_1_1, headers);
    }

    private Representation select(Request request) throws IOException {
        return file.select(request, PREFERENCE, CLOCK).orElseThrow();
    }

    private Decision decide(Request request) throws IOException {
        return Decision.of(request, select(request), PREFERENCE, CLOCK);
    }

    private String tag(String... headers) throws IOException {
        return select(get(headers)).entityTagText().orElseThrow();
    }

    @Test
    void fast_paths_decide_as_the_complete_evaluation() throws IOException {
        List<List<String>> fields = List.of(
                List.of("Accept-Encoding", "gzip", "identity"),
                List.of("If-Match", tag(), "*", "\"x\""),
                List.of("If-None-Match", tag(), tag("Accept-Encoding", "gzip"), "W/" + tag(), "*", "\"x\"", "x"),
                List.of("If-Modified-Since", "Mon, 01 Jan 2018 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"),
                List.of("If-Unmodified-Since", "Mon, 01 Jan 2018 00:00:00 GMT"),
                List.of("If-Range", tag(), "\"x\""),
                List.of("Range", "bytes=0-1", "bytes=0-1,500-501", "bytes=5000-", "lines=1"));
        List<Headers> corpus = new ArrayList<>(List.of(Headers.EMPTY));
        for (List<String> field : fields) {
            for (Headers headers : List.copyOf(corpus)) {
                for (String value : field.subList(1, field.size())) {
                    corpus.add(Headers.builder()
                            .addAll(headers)
                            .add(field.get(0), value)
                            .build());
                }
            }
        }
        for (Headers headers : corpus) {
            for (Method method : List.of(Method.GET, Method.HEAD)) {
                Request request = request(method, headers);
                Decision complete = Decision.evaluate(request, select(request), PREFERENCE, CLOCK.instant());
                assertEquals(complete, decide(request), () -> method + " " + headers);
                assertFalse(complete.reason().isEmpty());
            }
        }
    }

    @Test
    void frequent_decisions_are_shared_objects() throws IOException {
        assertSame(decide(get()), decide(get()));
        assertSame(decide(get("If-None-Match", tag())), decide(get("If-None-Match", tag())));
    }

    @Test
    void request_without_range_gets_full_content() throws IOException {
        assertEquals("no Range field (RFC 9110 §14.2)", decide(get()).reason());
    }

    @Test
    void ignored_range_is_the_reason_for_full_content() throws IOException {
        Decision decision = decide(get("Range", "lines=1"));
        assertEquals(
                "the range unit is not bytes (RFC 9110 §14.2)",
                assertInstanceOf(Decision.Full.class, decision).reason());
    }

    @Test
    void range_of_encoded_content_is_sent_only_with_its_tag_in_if_range() throws IOException {
        String gzip = tag("Accept-Encoding", "gzip");
        assertInstanceOf(
                Decision.Range.class, decide(get("Accept-Encoding", "gzip", "Range", "bytes=0-1", "If-Range", gzip)));
        Decision several = decide(get("Accept-Encoding", "gzip", "Range", "bytes=0-1,500-501", "If-Range", gzip));
        assertTrue(several.reason().startsWith("multiple ranges of a content-coded"), several.reason());
        assertInstanceOf(
                Decision.Full.class, decide(get("Accept-Encoding", "gzip, identity;q=0", "Range", "bytes=0-1")));
    }

    @Test
    void each_kind_of_decision_has_its_conditions() throws IOException {
        assertEquals(
                2,
                assertInstanceOf(Decision.Ranges.class, decide(get("Range", "bytes=0-1,500-501")))
                        .ranges()
                        .size());
        assertInstanceOf(Decision.Unsatisfiable.class, decide(get("Range", "bytes=5000-")));
        Decision failed = decide(get("If-Match", "\"x\""));
        assertEquals(
                1,
                assertInstanceOf(Decision.PreconditionFailed.class, failed)
                        .conditions()
                        .size());
        Decision notModified = decide(get("If-None-Match", "*"));
        assertEquals(
                Optional.of("If-None-Match"),
                notModified.conditions().stream()
                        .map(condition -> condition.field().toString())
                        .findFirst());
        assertInstanceOf(Decision.NotModified.class, notModified);
    }
}
