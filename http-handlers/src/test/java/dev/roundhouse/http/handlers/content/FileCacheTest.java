package dev.roundhouse.http.handlers.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.roundhouse.http.handlers.ContentDecoder;
import dev.roundhouse.http.handlers.SiteFixtureDirectory;
import dev.roundhouse.http.handlers.coding.CodingPreference;
import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.mapping.MappingResult;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
    private static final Duration ALMOST_A_SECOND = Duration.ofMillis(999);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private SiteFixtureDirectory site;

    @BeforeEach
    void create_site(@TempDir Path directory) throws IOException {
        site = new SiteFixtureDirectory(directory, SiteFixtureDirectory.CACHING);
    }

    @Test
    void equal_requests_get_the_same_response_object() throws IOException {
        site.file("a.txt", "Hello");
        Response first = site.get("/a.txt");
        assertSame(first, site.get("/a.txt"));
        assertSame(first, site.send(Method.HEAD, "/a.txt"));
        assertSame(first, site.get("/a.txt?with=query"));
        assertSame(first, site.get("http://host/a.txt"));
        site.passes(Duration.ofHours(1));
        assertSame(first, site.get("/a.txt"));
    }

    @Test
    void equal_conditional_requests_get_the_same_304_object() throws IOException {
        site.file("a.txt", "Hello");
        String tag = site.get("/a.txt").headers().first(FieldName.ETAG).orElseThrow();
        Response first = site.get("/a.txt", "If-None-Match", tag);
        assertEquals(304, first.status().code());
        assertSame(first, site.get("/a.txt", "If-None-Match", tag));
    }

    @Test
    void caches_small_files_off_heap_and_not_large_files() throws IOException {
        site.file("small", "s".repeat(MemoryLimits.MAX_CACHED_FILE));
        site.file("large", "l".repeat(MemoryLimits.MAX_CACHED_FILE + 1));
        assertTrue(((Body.Bytes) site.get("/small").body()).bytes().isDirect());
        Body large = site.get("/large").body();
        assertTrue(large instanceof Body.Slice);
        large.close();
    }

    @Test
    void cached_file_is_served_for_a_second() throws IOException {
        site.file("a.txt", "old");
        assertEquals("old", site.read("/a.txt"));
        site.file("a.txt", "newer");
        site.passes(ALMOST_A_SECOND);
        assertEquals("old", site.read("/a.txt"));
        site.passes(Duration.ofMillis(1));
        assertEquals("newer", site.read("/a.txt"));
    }

    @Test
    void deleted_and_recreated_file_is_detected_within_a_second() throws IOException {
        Path file = site.file("a.txt", "here");
        assertEquals(200, site.status("/a.txt"));
        Files.delete(file);
        site.passes(A_SECOND);
        assertEquals(404, site.status("/a.txt"));
        site.file("a.txt", "back");
        site.passes(ALMOST_A_SECOND);
        assertEquals(404, site.status("/a.txt"));
        site.passes(Duration.ofMillis(1));
        assertEquals("back", site.read("/a.txt"));
    }

    @Test
    void changed_link_is_detected() throws IOException {
        site.file("v1/page", "one");
        site.file("v2/page", "two");
        site.link("current", "v1");
        assertEquals("one", site.read("/current/page"));
        Files.delete(site.root.resolve("current"));
        site.link("current", "v2");
        site.passes(A_SECOND);
        assertEquals("two", site.read("/current/page"));
    }

    @Test
    void replacement_with_equal_size_and_mtime_is_detected() throws IOException {
        Path file = site.file("a.txt", "one");
        assertEquals("one", site.read("/a.txt"));
        Files.move(site.file("b.txt", "two"), file, StandardCopyOption.REPLACE_EXISTING);
        site.passes(A_SECOND);
        assertEquals("two", site.read("/a.txt"));
    }

    @Test
    void recently_modified_file_is_reread() throws IOException {
        Path file = site.file("a.txt", "one");
        Files.setLastModifiedTime(file, FileTime.from(SiteFixtureDirectory.NOON));
        Response young = site.get("/a.txt");
        assertTrue(young.headers().first(FieldName.ETAG).orElseThrow().startsWith("W/"));
        Files.writeString(file, "two"); // within the same tick of the clock
        Files.setLastModifiedTime(file, FileTime.from(SiteFixtureDirectory.NOON));
        site.passes(A_SECOND);
        assertEquals("two", site.read("/a.txt"));
        site.passes(A_SECOND);
        Response settled = site.get("/a.txt");
        assertTrue(settled.headers().first(FieldName.ETAG).orElseThrow().startsWith("\""));
        site.passes(A_SECOND);
        assertSame(settled, site.get("/a.txt"));
    }

    @Test
    void large_file_is_opened_only_if_unchanged() throws IOException {
        Path file = site.file("large.bin", "1".repeat(300_000));
        site.get("/large.bin").body().close();
        Files.move(site.file("new", "2".repeat(400_000)), file, StandardCopyOption.REPLACE_EXISTING);
        Response response = site.get("/large.bin");
        assertEquals("2".repeat(400_000), SiteFixtureDirectory.read(response.body()));
        assertTrue(response.headers().first(FieldName.ETAG).orElseThrow().startsWith("\"61a80-"));
    }

    @Test
    void file_is_cached_once_for_all_spellings_of_its_path() throws IOException {
        site.file("abc.txt", "x".repeat(1000));
        Response first = site.get("/abc.txt");
        for (String spelling : List.of("/%61bc.txt", "/a%62c.txt", "/ab%63.txt", "/%61%62%63.txt?x=1")) {
            assertSame(first, site.get(spelling), spelling);
        }
    }

    @Test
    void files_and_redirects_are_cached_separately() throws IOException {
        site.file("docs/index.html", "docs");
        for (int i = 0; i < 2; i++) {
            assertEquals(301, site.status("/docs"));
            assertEquals(200, site.status("/docs/"));
            assertEquals(301, site.status("//docs/"));
            assertEquals(404, site.status("/docs/index.html/"));
        }
    }

    @Test
    void cached_GET_allocates_no_memory() throws IOException {
        site.file("a.txt", "x".repeat(2000));
        Request plain = request("/a.txt", Headers.of("Host", "example", "User-Agent", "test", "Accept", "*/*"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            site.handler.handle(plain);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            site.handler.handle(plain);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
        assertEquals(0, each, "bytes for each request");
    }

    @Test
    void versions_are_never_mixed() throws Exception {
        Path file = site.root.resolve("page.txt");
        Files.writeString(file, version(0));
        AtomicBoolean excess = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readWhile(excess, reads)));
            }
            for (int i = 1; i <= 100; i++) {
                Path next = site.root.resolve("next");
                Files.writeString(next, version(i));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                site.passes(A_SECOND);
                int snapshot = reads.get();
                while (reads.get() == snapshot && readers.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait();
                }
            }
            excess.set(true);
            for (Future<Integer> reader : readers) {
                assertTrue(reader.get() > 0);
            }
        } finally {
            excess.set(true);
            threads.shutdownNow();
        }
        site.passes(A_SECOND);
        assertEquals(version(100), site.read("/page.txt"));
    }

    /** Each version is one repeated digit and has a different length. */
    private static String version(int number) {
        return ("" + number % 10).repeat(1000 + number);
    }

    private int readWhile(AtomicBoolean excess, AtomicInteger reads) throws IOException, ExecutionException {
        int count = 0;
        while (!excess.get() || count == 0) {
            Response response = site.get("/page.txt", "Accept-Encoding", count % 2 == 0 ? "gzip" : "identity");
            String coding = response.headers().first(FieldName.CONTENT_ENCODING).orElse("identity");
            byte[] bytes = ContentDecoder.from(coding, SiteFixtureDirectory.bytes(response.body()));
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertEquals(version(text.length() - 1000), text);
            if (coding.equals("identity")) {
                String tag = response.headers().first(FieldName.ETAG).orElseThrow();
                assertTrue(tag.contains('"' + Integer.toHexString(text.length()) + "-"), tag);
            }
            count++;
            reads.incrementAndGet();
        }
        return count;
    }

    @Test
    void file_changed_in_place_is_reread() throws IOException {
        Path file = site.file("a.txt", "one");
        Response first = site.get("/a.txt");
        Files.writeString(file, "three");
        site.passes(A_SECOND);
        Response second = site.get("/a.txt");
        assertNotSame(first, second);
        assertEquals("three", SiteFixtureDirectory.read(second.body()));
        assertEquals("one", SiteFixtureDirectory.read(first.body()));
    }

    @Test
    void cache_weight_stays_within_limit_for_all_codings() throws IOException {
        int capacity = 200_000;
        DocumentRoot root = new DocumentRoot(site.root);
        FileOptions options = FileOptions.DEFAULT.withCacheBytes(capacity);
        RepresentationFactory representationFactory = new RepresentationFactory(
                root,
                EntityTagSource.STAT,
                MemoryLimits.forCacheSize(capacity),
                () -> SiteFixtureDirectory.NOON,
                Runnable::run);
        FileCache cache = new FileCache(options, representationFactory, Runnable::run);
        CodingPreference preference = new CodingPreference(List.of(ContentCoding.values()));
        PathMapper pathMapper = new PathMapper(MappingOptions.DEFAULT, root, List.of(), DocumentRoot::resolve);
        for (int i = 0; i < 100; i++) {
            site.file("f" + i + ".txt", ("line " + i + "\n").repeat(1 + i * 40));
            Request request = request("/f" + i + ".txt", Headers.EMPTY);
            MappingResult.ServeFile served =
                    (MappingResult.ServeFile) pathMapper.map(request, PathMapper.MappingTrace.NONE);
            CachedFile file = cache.getOrPut(served.requestPath().encoded(), new FileSnapshot(served, Map.of()), 0);
            for (String coding : List.of("gzip", "br", "zstd", "identity")) {
                Request of = request("/f" + i + ".txt", Headers.of("Accept-Encoding", coding));
                assertTrue(file.select(of, preference, () -> SiteFixtureDirectory.NOON)
                        .isPresent());
                assertTrue(cache.weight() <= capacity, "file " + i + ", " + coding + ": " + cache.weight());
            }
        }
        assertTrue(cache.weight() > capacity / 2, "weight " + cache.weight());
    }

    private static Request request(String target, Headers headers) {
        return new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, headers);
    }
}
