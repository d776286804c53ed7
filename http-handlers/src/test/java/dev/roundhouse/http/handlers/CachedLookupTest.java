package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.handlers.mapping.PathMapper;
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
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lookup replaces the cached decision, whatever its result, and no response uses a decision older than a second. */
class CachedLookupTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-05-05T05:05:05Z"));
    private static final int THREADS = 8;

    /** A client that does not accept HTML gets no fallback. */
    private static final String[] ACCEPT = {"Accept", "image/png"};

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch lookupMayContinue = new CountDownLatch(1);
    private volatile CountDownLatch lookupStarted = new CountDownLatch(0);
    private volatile Instant now = Instant.now().plus(Duration.ofDays(1));
    private Path site;

    @BeforeEach
    void create_site() throws IOException {
        site = Files.createDirectories(directory.resolve("site"));
        write("x/index.html", "x");
        write("x/a.txt", "a");
        write("x/sub/index.html", "sub");
        write("x/p.html", "p");
        write("x/b", "b");
        write("app.html", "app");
        Files.writeString(directory.resolve("secret"), SiteFixtureDirectory.SECRET);
    }

    @AfterEach
    void end() {
        lookupMayContinue.countDown();
        threads.shutdownNow();
    }

    private void write(String name, String text) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    private static MappingOptions options(boolean clean, boolean spa) {
        Optional<UriPath> app = spa ? Optional.of(MappingOptions.parseFile("app.html")) : Optional.empty();
        return new MappingOptions(UriPath.ROOT, List.of("index.html"), clean, app, DotfilePolicy.DENY, true);
    }

    private FileHandler handler(MappingOptions options) throws IOException {
        DocumentRoot root = new DocumentRoot(site);
        PathMapper pathMapper = new PathMapper(options, root, List.of(), (where, path) -> {
            lookups.incrementAndGet();
            Resource found = where.resolve(path);
            lookupStarted.countDown();
            if (lookupStarted.getCount() == 0 && lookupMayContinue.getCount() > 0 && isHeldUp) {
                await(lookupMayContinue);
            }
            return found;
        });
        return new FileHandler(pathMapper, FileOptions.DEFAULT, () -> now, Runnable::run);
    }

    private volatile boolean isHeldUp;

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static Response get(FileHandler handler, String target, String... fields) throws IOException {
        return (Response) handler.handle(
                        new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of(fields)))
                .await();
    }

    /** The content of a file, the status of any other response, or {@code listing}. */
    private static String contentOrStatus(FileHandler handler, String target, String... fields) throws IOException {
        Response response = get(handler, target, fields);
        String text = SiteFixtureDirectory.read(response.body());
        if (response.status().code() != 200) {
            return Integer.toString(response.status().code());
        }
        return response.headers().contains(FieldName.ETAG) ? text : "listing";
    }

    /** A change of the site. */
    interface Change {
        void to(Path site) throws IOException;
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("rm a.txt", "/x/a.txt", "a", "404", site -> Files.delete(site.resolve("x/a.txt"))),
                change("mkdir new, with an index", "/x/new", "404", "301", site -> {
                    Files.createDirectory(site.resolve("x/new"));
                    Files.writeString(site.resolve("x/new/index.html"), "new");
                }),
                change(
                        "rm sub/index.html",
                        "/x/sub/",
                        "sub",
                        "listing",
                        site -> Files.delete(site.resolve("x/sub/index.html"))),
                change("mv x y", "/x/a.txt", "a", "404", site -> Files.move(site.resolve("x"), site.resolve("y"))),
                change("a link that leads out", "/x/a.txt", "a", "404", site -> {
                    Files.delete(site.resolve("x/a.txt"));
                    Files.createSymbolicLink(site.resolve("x/a.txt"), Path.of("../../secret"));
                }),
                change("a parent that was moved outside and linked", "/x/sub/", "sub", "404", site -> {
                    Files.move(site.resolve("x"), site.resolveSibling("moved"));
                    Files.createSymbolicLink(site.resolve("x"), Path.of("../moved"));
                }),
                change("a FIFO", "/x/a.txt", "a", "404", site -> {
                    Files.delete(site.resolve("x/a.txt"));
                    new ProcessBuilder("mkfifo", site.resolve("x/a.txt").toString())
                            .start()
                            .onExit()
                            .join();
                }),
                change("a directory for a file", "/x/b", "b", "301", site -> {
                    Files.delete(site.resolve("x/b"));
                    Files.createDirectory(site.resolve("x/b"));
                }),
                change("in place, with the same size and time", "/x/a.txt", "a", "z", site -> {
                    Files.writeString(site.resolve("x/a.txt"), "z");
                    Files.setLastModifiedTime(site.resolve("x/a.txt"), LONG_AGO);
                }),
                change("recreated with the same size and times", "/x/a.txt", "a", "z", site -> {
                    FileTime above = Files.getLastModifiedTime(site.resolve("x"));
                    Files.writeString(site.resolve("x/next"), "z");
                    Files.setLastModifiedTime(site.resolve("x/next"), LONG_AGO);
                    Files.move(site.resolve("x/next"), site.resolve("x/a.txt"), StandardCopyOption.ATOMIC_MOVE);
                    Files.setLastModifiedTime(site.resolve("x"), above);
                }),
                change(
                        "an index appears",
                        "/",
                        "listing",
                        "index",
                        site -> Files.writeString(site.resolve("index.html"), "index")));
    }

    private static Arguments change(String name, String target, String before, String after, Change change) {
        return arguments(name, target, before, after, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void responses_after_an_idle_period_are_current(
            String name, String target, String before, String after, Change change) throws IOException {
        List<FileHandler> handlers =
                List.of(handler(options(false, false)), handler(options(true, false)), handler(options(false, true)));
        for (FileHandler handler : handlers) {
            assertEquals(before, contentOrStatus(handler, target, ACCEPT), name);
        }
        change.to(site);
        for (int request = 0; request < 5; request++) {
            now = now.plusSeconds(request == 0 ? 5 : 1);
            for (FileHandler handler : handlers) {
                assertEquals(after, contentOrStatus(handler, target, ACCEPT), name + ", request " + request);
                assertEquals(after, contentOrStatus(handler, target, ACCEPT), name + ", request " + request + " again");
            }
        }
    }

    @Test
    void clean_page_replaced_by_a_directory_is_redirected() throws IOException {
        FileHandler handler = handler(options(true, false));
        assertEquals("p", contentOrStatus(handler, "/x/p"));
        Files.delete(site.resolve("x/p.html"));
        write("x/p/index.html", "directory");
        for (int request = 0; request < 5; request++) {
            now = now.plusSeconds(1);
            assertEquals("301", contentOrStatus(handler, "/x/p"));
            assertEquals("directory", contentOrStatus(handler, "/x/p/"));
        }
    }

    @Test
    void deleted_file_is_replaced_by_the_spa_fallback() throws IOException {
        FileHandler handler = handler(options(false, true));
        assertEquals("b", contentOrStatus(handler, "/x/b", "Accept", "text/html"));
        Files.delete(site.resolve("x/b"));
        for (int request = 0; request < 5; request++) {
            now = now.plusSeconds(1);
            assertEquals("app", contentOrStatus(handler, "/x/b", "Accept", "text/html"));
            assertEquals("404", contentOrStatus(handler, "/x/b", "Accept", "image/png"));
        }
    }

    @Test
    void moved_root_makes_cached_files_not_found() throws IOException {
        FileHandler handler = handler(options(false, false));
        String tag = get(handler, "/x/a.txt").headers().first(FieldName.ETAG).orElseThrow();
        Files.move(site, directory.resolve("away"));
        for (int request = 0; request < 5; request++) {
            now = now.plusSeconds(1);
            assertTrue(get(handler, "/x/a.txt").status().code() >= 400);
            assertTrue(get(handler, "/x/a.txt", "If-None-Match", tag).status().code() >= 400);
        }
        Files.move(directory.resolve("away"), site);
        now = now.plusSeconds(1);
        assertEquals("a", contentOrStatus(handler, "/x/a.txt"));
    }

    @Test
    void concurrent_requests_wait_for_a_revalidation_in_progress() throws Exception {
        FileHandler handler = handler(options(false, false));
        assertEquals("a", contentOrStatus(handler, "/x/a.txt"));
        write("x/a.txt", "new");
        now = now.plus(Duration.ofHours(1));
        lookupStarted = new CountDownLatch(1);
        isHeldUp = true;
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> contentOrStatus(handler, "/x/a.txt")));
        }
        await(lookupStarted);
        TimeUnit.MILLISECONDS.sleep(50);
        assertEquals(0, all.stream().filter(Future::isDone).count(), "responses before the lookup was completed");
        int before = lookups.get();
        lookupMayContinue.countDown();
        for (Future<String> each : all) {
            assertEquals("new", each.get());
        }
        assertEquals(before, lookups.get(), "one request does the lookup, the others wait for it");
    }

    @Test
    void cached_decision_expires_from_the_start_of_its_lookup() throws Exception {
        FileHandler handler = handler(options(false, false));
        lookupStarted = new CountDownLatch(1);
        isHeldUp = true;
        Future<String> slow = threads.submit(() -> contentOrStatus(handler, "/x/missing"));
        await(lookupStarted);
        write("x/missing", "here");
        now = now.plus(Duration.ofSeconds(1));
        lookupMayContinue.countDown();
        assertEquals("404", slow.get());
        assertEquals("here", contentOrStatus(handler, "/x/missing"));
    }

    @Test
    void concurrent_first_requests_share_one_read() throws Exception {
        FileHandler handler = handler(options(false, false));
        int files = 50;
        for (int i = 0; i < files; i++) {
            write("many/" + i + ".txt", ("" + i).repeat(9_000));
        }
        CyclicBarrier together = new CyclicBarrier(THREADS);
        for (int i = 0; i < files; i++) {
            String target = "/many/" + i + ".txt";
            List<Future<Response>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    together.await();
                    return get(handler, target);
                }));
            }
            Set<Body> bodies = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Future<Response> each : all) {
                bodies.add(each.get().body());
            }
            assertEquals(1, bodies.size(), target);
        }
    }
}
