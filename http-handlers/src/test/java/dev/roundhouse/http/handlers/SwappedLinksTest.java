package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.mapping.PathMapper;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another process that may write in the site repeatedly replaces files and directories by links while requests run. Files
 * outside have the size and the time of those inside. The number of requests follows the property {@code attacks}.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SwappedLinksTest {
    private static final int REQUESTS = PathAttacksTest.ATTACKS / 20;
    private static final int PAUSE_BITS = 17;
    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");

    /** The file may change faster than it can be read, so 503 is allowed. */
    private static final Set<Integer> EXPECTED = Set.of(200, 301, 404, 500);

    /** Small files are read at once, large ones are opened for the response. */
    private static final List<Integer> SIZES = List.of(1_000, 100_000, 300_000);

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong swaps = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private Path parent;
    private Path root;

    /** One replacement. */
    @FunctionalInterface
    private interface Swap {
        void there(boolean harmful) throws IOException;
    }

    @BeforeEach
    void create_site_and_siblings(@TempDir Path directory) throws IOException {
        parent = directory;
        root = Files.createDirectory(parent.resolve("site"));
        Files.createDirectories(root.resolve("dir/below"));
        Files.createDirectories(parent.resolve("outside/below"));
        for (int size : SIZES) {
            for (String name : List.of("dir/f", "dir/below/f", "g")) {
                write(root.resolve(name + size), "p", size);
            }
            for (String name : List.of("outside/f", "outside/below/f")) {
                write(parent.resolve(name + size), "s", size);
            }
        }
        write(parent.resolve("outside/index.html"), "s", 1_000);
        write(parent.resolve("outside/below/only-outside"), "s", 1_000);
        Files.createDirectory(parent.resolve("spare"));
    }

    private static void write(Path file, String letter, int size) throws IOException {
        Files.writeString(file, letter.repeat(size));
        Files.setLastModifiedTime(file, FileTime.from(SiteFixtureDirectory.MORNING));
    }

    @AfterEach
    void stop_thread() throws InterruptedException {
        thread.shutdown();
        assertTrue(thread.awaitTermination(1, TimeUnit.MINUTES));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLLOW")
    void file_replaced_by_external_link_is_not_served(SymlinkPolicy symlinkPolicy) throws Exception {
        Swap swap = harmful -> {
            for (int size : SIZES) {
                put(root.resolve("g" + size), root.resolve("dir/f" + size), "../outside/f" + size, harmful);
            }
        };
        serveDuring(swap, symlinkPolicy, List.of("/g1000", "/g100000", "/g300000"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLLOW")
    void directory_replaced_by_external_link_is_not_served(SymlinkPolicy symlinkPolicy) throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("spare/link"), Path.of("../outside"));
        Path away = parent.resolve("spare/away");
        Swap swap = harmful -> {
            Path dir = root.resolve("dir");
            Files.move(dir, harmful ? away : link, StandardCopyOption.ATOMIC_MOVE);
            Files.move(harmful ? link : away, dir, StandardCopyOption.ATOMIC_MOVE);
        };
        List<String> targets = List.of(
                "/dir/f1000",
                "/dir/f100000",
                "/dir/f300000",
                "/dir/below/f1000",
                "/dir/below/f300000",
                "/dir/below/",
                "/dir/");
        serveDuring(swap, symlinkPolicy, targets);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLLOW")
    void sidecar_replaced_by_external_link_is_not_served(SymlinkPolicy symlinkPolicy) throws Exception {
        Swap swap = harmful -> {
            for (int size : SIZES) {
                put(root.resolve("g" + size + ".gz"), root.resolve("dir/f" + size), "../outside/f" + size, harmful);
            }
        };
        serveDuring(swap, symlinkPolicy, List.of("/g1000", "/g100000", "/g300000", "/g1000.gz"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLLOW")
    void index_replaced_by_external_link_is_not_served(SymlinkPolicy symlinkPolicy) throws Exception {
        Swap swap = harmful ->
                put(root.resolve("dir/index.html"), root.resolve("g1000"), "../../outside/index.html", harmful);
        serveDuring(swap, symlinkPolicy, List.of("/dir/", "/dir/index.html"));
    }

    /** The FIFO always has a writer, so that an open in the race that Java cannot avoid does not block. */
    @ParameterizedTest
    @EnumSource
    void file_replaced_by_fifo_is_not_served(SymlinkPolicy symlinkPolicy) throws Exception {
        Path pipe = pipe();
        Swap swap = harmful -> {
            for (int size : SIZES) {
                Path from = harmful ? pipe : root.resolve("dir/f" + size);
                replace(root.resolve("g" + size), Files.createLink(parent.resolve("spare/next"), from));
            }
        };
        try (FileChannel writer = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertTrue(writer.isOpen());
            serveDuring(swap, symlinkPolicy, List.of("/g1000", "/g100000", "/g300000"));
        }
    }

    /** The FIFO has no writer: a thread that opened it would block until the timeout. */
    @Test
    void file_replaced_by_fifo_does_not_block() throws Exception {
        Path pipe = pipe();
        Handler handler = handler(SymlinkPolicy.INSIDE, SiteFixtureDirectory.CACHING);
        Path file = root.resolve("g300000");
        send(handler, "/g300000", Headers.EMPTY);
        replace(file, Files.createLink(parent.resolve("spare/next"), pipe));
        send(handler, "/g300000", Headers.EMPTY);
        assertTrue(statuses.equals(Map.of(200, 1, 404, 1)), statuses::toString);
    }

    private Path pipe() throws Exception {
        assumeTrue(Files.isExecutable(MKFIFO), "mkfifo");
        Path pipe = parent.resolve("spare/pipe");
        assumeTrue(
                new ProcessBuilder(MKFIFO.toString(), pipe.toString()).start().waitFor() == 0);
        return pipe;
    }

    private void put(Path name, Path file, String link, boolean harmful) throws IOException {
        Path next = parent.resolve("spare/next");
        replace(name, harmful ? Files.createSymbolicLink(next, Path.of(link)) : Files.createLink(next, file));
    }

    /** Replaces atomically. If both are the same file, both names remain: hence the second line. */
    private static void replace(Path name, Path next) throws IOException {
        Files.move(next, name, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(next);
    }

    private void serveDuring(Swap swap, SymlinkPolicy symlinkPolicy, List<String> targets) throws Exception {
        List<Handler> handlers = List.of(
                handler(symlinkPolicy, SiteFixtureDirectory.UNCACHED),
                handler(symlinkPolicy, SiteFixtureDirectory.CACHING));
        Future<?> swapping = thread.submit(() -> swapUntilOver(swap));
        try {
            for (int request = 0; request < REQUESTS || isBeginning(swapping); request++) {
                Headers fields = request % 3 == 0 ? Headers.of("Accept-Encoding", "gzip") : Headers.EMPTY;
                send(handlers.get(request % 8 == 0 ? 1 : 0), targets.get(request % targets.size()), fields);
            }
        } finally {
            over.set(true);
        }
        swapping.get();
        assertTrue(EXPECTED.containsAll(statuses.keySet()), statuses::toString);
        System.out.println(symlinkPolicy + ", " + targets.get(0) + ": " + swaps + " replacements, " + statuses);
        statuses.clear();
        for (String target : targets) {
            send(handlers.get(0), target, Headers.EMPTY);
        }
        assertEquals(Set.of(200), statuses.keySet(), "after the last replacement all responses are 200");
    }

    /** On a busy system the other thread may not run for a while. */
    private boolean isBeginning(Future<?> swapping) {
        return swaps.get() < REQUESTS / 20 && !swapping.isDone();
    }

    /** Replaces with pauses of every length, so that it happens between any two steps of a request, but not in each. */
    private Void swapUntilOver(Swap swap) throws IOException {
        Random random = new Random(20_261_102);
        for (boolean harmful = true; !over.get() || !harmful; harmful = !harmful) {
            swap.there(harmful);
            swaps.incrementAndGet();
            for (int pause = random.nextInt(1 << random.nextInt(PAUSE_BITS)); pause > 0 && !over.get(); pause--) {
                Thread.onSpinWait();
            }
        }
        return null;
    }

    private Handler handler(SymlinkPolicy symlinkPolicy, FileOptions options) throws IOException {
        DocumentRoot files = new DocumentRoot(root, symlinkPolicy, DotfilePolicy.DENY);
        MappingOptions mapping = new MappingOptions(
                MappingOptions.DEFAULT.basePath(),
                List.of("index.html"),
                false,
                Optional.empty(),
                DotfilePolicy.DENY,
                true);
        return new FileHandler(
                new PathMapper(mapping, files, List.of(), DocumentRoot::resolve),
                options,
                () -> SiteFixtureDirectory.NOON.plusMillis(swaps.get() * 100),
                Runnable::run);
    }

    private void send(Handler handler, String target, Headers headers) throws IOException {
        Request request = new Request(
                Method.GET, RequestTarget.parse(Method.GET, target).orElseThrow(), Version.HTTP_1_1, headers);
        Response response = (Response) handler.handle(request).await();
        statuses.merge(response.status().code(), 1, Integer::sum);
        String text = read(response);
        assertFalse(text.contains("ssss") || text.contains("only-outside"), target);
    }

    /** A FIFO that was opened as the file that it replaced cannot be read: then the response is aborted. */
    private static String read(Response response) throws IOException {
        try {
            return SiteFixtureDirectory.read(response.body());
        } catch (IOException broken) {
            response.body().close();
            return "";
        }
    }
}
