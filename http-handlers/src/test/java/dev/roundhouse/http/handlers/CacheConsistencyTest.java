package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One second after a change, every response of a caching handler equals that of a handler without a cache on the same disk.
 * Changes, requests and options are random; a failure contains its seed, which reproduces it.
 */
class CacheConsistencyTest {
    private static final int RUNS = 40;
    private static final int STEPS = 50;
    private static final int REQUESTS = 8;

    @TempDir
    Path directory;

    @Test
    void cached_responses_match_the_disk_one_second_after_a_change() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Optional<String>>> all = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                long seed = 1_000 + run;
                all.add(threads.submit(() -> new Run(seed).failure()));
            }
            List<String> failures = new ArrayList<>();
            for (Future<Optional<String>> each : all) {
                each.get().ifPresent(failures::add);
            }
            assertEquals(List.of(), failures);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Seeds of runs that failed once: a date later than the clock, and a cached open directory that became unreadable (root
     * can still read it).
     */
    @ParameterizedTest
    @ValueSource(longs = {1_008, 1_013})
    void seeds_of_earlier_failures_pass(long seed) throws Exception {
        assertEquals(Optional.empty(), new Run(seed).failure());
    }

    /** A site with random options, its changes, and the compared handlers. */
    private final class Run {
        private final long seed;
        private final SplittableRandom random;
        private final SiteChangeGenerator changes;
        private final SiteOptions options;
        private final Handler cached;
        private final Optional<Handler> uncached;
        private final Deque<String> log = new ArrayDeque<>();
        private final List<String> tags = new ArrayList<>(List.of("*", "\"other\""));
        private final List<String> dates = new ArrayList<>(List.of("Sun, 01 Nov 2026 08:30:00 GMT"));
        private Instant now = Instant.now();

        private Run(long seed) throws IOException {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.changes =
                    new SiteChangeGenerator(Files.createDirectory(directory.resolve("run" + seed)), random.split());
            this.options = options();
            this.cached = handler(options);
            // Without a cache nothing is compressed. Then only a new handler with an empty cache gives the same
            // response.
            this.uncached = options.files().compressed().isEmpty()
                    ? Optional.of(handler(options.withFiles(options.files().withCacheBytes(0))))
                    : Optional.empty();
        }

        private SiteOptions options() {
            MappingOptions mapping = new MappingOptions(
                    UriPath.ROOT,
                    List.of("index.html", "index.htm"),
                    random.nextBoolean(),
                    random.nextBoolean() ? Optional.of(MappingOptions.parseFile("app.html")) : Optional.empty(),
                    random.nextInt(4) == 0 ? DotfilePolicy.ALLOW : DotfilePolicy.DENY,
                    random.nextBoolean());
            FileOptions files = FileOptions.DEFAULT
                    .withCacheBytes(8 << 20)
                    .withEntityTags(random.nextBoolean() ? EntityTagSource.STAT : EntityTagSource.CONTENT);
            files = random.nextInt(3) == 0 ? files.withPrecompressed() : files;
            files = random.nextInt(3) > 0 ? files.withCompressed() : files.withCompressed(ContentCoding.GZIP);
            SymlinkPolicy symlinkPolicy = random.nextInt(2) == 0
                    ? SymlinkPolicy.INSIDE
                    : SymlinkPolicy.values()[random.nextInt(SymlinkPolicy.values().length)];
            return SiteOptions.DEFAULT
                    .withMapping(mapping)
                    .withSymlinks(symlinkPolicy)
                    .withFiles(files);
        }

        private Handler handler(SiteOptions how) throws IOException {
            List<Mount> mounts = List.of(new Mount(MappingOptions.parsePath("/mnt"), changes.mounted()));
            return new SiteHandler(changes.top(), mounts, how, () -> now, Runnable::run);
        }

        private Optional<String> failure() throws IOException {
            try {
                all();
                return Optional.empty();
            } catch (AssertionError mismatch) {
                return Optional.of(mismatch.getMessage());
            } finally {
                changes.makeDeletable();
            }
        }

        private void all() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                changes.waitForClock();
                for (int change = random.nextInt(3); change >= 0; change--) {
                    log.add(step + ": " + changes.change());
                }
                now = now.plus(Duration.ofSeconds(1));
                for (int request = 0; request < REQUESTS; request++) {
                    compare(request(changes.target()));
                }
            }
        }

        private void compare(Request request) throws IOException {
            String requested = request.method() + " " + request.target().path() + " " + request.headers();
            log.add(requested);
            String found = text(cached.handle(request));
            if (uncached.isPresent()) {
                assertEquals(
                        text(uncached.get().handle(request)),
                        found,
                        () -> "differs from the response without a cache: " + history());
            }
            if (isThere(changes.top()) && isThere(changes.mounted())) {
                assertEquals(
                        text(handler(options).handle(request)),
                        found,
                        () -> "differs from the response of a new handler: " + history());
            }
        }

        /** A handler cannot be created for a directory that is missing or unreadable. */
        private boolean isThere(Path root) {
            return Files.isDirectory(root) && Files.isReadable(root) && Files.isExecutable(root);
        }

        private String history() {
            return "seed " + seed + ", " + options.mapping() + ", " + options.symlinks() + ", "
                    + options.files().entityTags() + ", after\n"
                    + String.join(
                            "\n",
                            log.stream().skip(Math.max(0, log.size() - 40)).toList()) + "\n";
        }

        /** Status, headers and start of the content, with the hash of the full content. */
        private String text(Object reply) throws IOException {
            Response response = (Response) ((Reply) reply).await();
            response.headers().first(FieldName.ETAG).ifPresent(tags::add);
            response.headers().first(FieldName.LAST_MODIFIED).ifPresent(dates::add);
            byte[] content = SiteFixtureDirectory.bytes(response.body());
            String text =
                    new String(content, 0, Math.min(content.length, 60), java.nio.charset.StandardCharsets.US_ASCII);
            return response.status() + " " + response.headers() + " " + content.length + " " + Arrays.hashCode(content)
                    + " " + text;
        }

        private Request request(String path) {
            Method method = random.nextInt(5) == 0 ? Method.HEAD : Method.GET;
            Headers.Builder fields = Headers.builder().add(FieldName.HOST, "example");
            sometimes(fields, FieldName.ACCEPT, List.of("text/html", "application/json", "*/*"), 2);
            sometimes(fields, FieldName.ACCEPT_ENCODING, List.of("gzip", "gzip, br, zstd", "identity", "br;q=0"), 2);
            sometimes(fields, FieldName.IF_NONE_MATCH, tags, 4);
            sometimes(fields, FieldName.IF_MODIFIED_SINCE, dates, 8);
            sometimes(fields, FieldName.IF_MATCH, tags, 15);
            sometimes(fields, FieldName.RANGE, List.of("bytes=0-3", "bytes=-2", "bytes=5-", "bytes=99999-"), 5);
            sometimes(fields, FieldName.IF_RANGE, tags, 10);
            return new Request(method, RequestTarget.originForm(path), Version.HTTP_1_1, fields.build());
        }

        private void sometimes(Headers.Builder fields, FieldName name, List<String> values, int one) {
            if (random.nextInt(one) == 0) {
                fields.add(name, values.get(random.nextInt(values.size())));
            }
        }
    }
}
