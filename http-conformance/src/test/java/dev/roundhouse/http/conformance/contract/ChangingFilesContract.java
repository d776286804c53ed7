package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.SocketClientChannel;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.testing.contract.RecordingObserver;
import dev.roundhouse.http.transport.ContentException;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that change while they are served. The client gets the declared length, or the connection is aborted; nothing hangs or
 * stays open; the new version is served after a second.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(CheckedService.class)
abstract class ChangingFilesContract {
    /** More than all socket buffers hold, so that it is being sent while the test changes it. */
    private static final int LARGE = 12 << 20;

    private static final int LITTLE_WINDOW = 4096;
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    @TempDir
    Path temporary;

    private final RecordingObserver observer = new RecordingObserver();
    private volatile Instant now = Instant.now();
    private Path site;
    private DocumentRoot root;
    private FileHandler handler;
    private Listener listener;

    abstract Transport transport();

    @BeforeEach
    void start() throws IOException {
        site = Files.createDirectory(temporary.resolve("site"));
        root = new DocumentRoot(site);
        handler = new FileHandler(root, FileOptions.DEFAULT, () -> now);
        listener = listen(handler);
    }

    private Listener listen(FileHandler handler) throws IOException {
        Service.ConnectionFactory connectionFactory = CheckedService.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "");
        TransportSettings settings = TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withEventLoops(2);
        return transport().start(new Service(connectionFactory, handler, observer), settings);
    }

    @AfterEach
    void leaves_no_file_open() throws IOException, InterruptedException {
        listener.close();
        for (int timeout = 0; timeout < 2000 && !openFiles().isEmpty(); timeout++) {
            Thread.sleep(10);
        }
        assertEquals(List.of(), openFiles());
        handler.close();
        root.close();
    }

    /** The files below the directory that this process has open, except directories. */
    private List<String> openFiles() throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = target(descriptor);
                if (target.startsWith(temporary.toString()) && !Files.isDirectory(Path.of(target))) {
                    open.add(target);
                }
            }
        }
        return open;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private void aSecondPasses() {
        now = now.plus(BELIEVED).plusMillis(1);
    }

    private static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private Path large() throws IOException {
        return Files.write(site.resolve("large.bin"), noise(1, LARGE));
    }

    /** A client that has received the header section of the large file, and reads the rest later. */
    private RawClient begin() throws IOException {
        RawClient client = new RawClient(SocketClientChannel.connect(listener.address(), LITTLE_WINDOW));
        client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        String head = client.readHead();
        assertTrue(head.contains("\r\nContent-Length: " + LARGE + "\r\n"), head);
        return client;
    }

    private String get(String path) throws IOException {
        return get(listener, path);
    }

    private static String get(Listener at, String path) throws IOException {
        try (RawClient client = RawClient.connect(at.address())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            return client.readTextToEnd();
        }
    }

    private void assertMissing(String path) throws IOException {
        String response = get(path);
        assertTrue(response.startsWith("HTTP/1.1 404 Not Found\r\n"), () -> path + ": " + response);
    }

    private void assertServes(String path, String content) throws IOException {
        String response = get(path);
        assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n") && response.endsWith("\r\n\r\n" + content), response);
    }

    private Path replacement(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(temporary, "next", ""), bytes);
    }

    private static void replace(Path file, Path replacement) throws IOException {
        Files.move(replacement, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void truncated_during_transfer_aborts_the_connection() throws IOException, InterruptedException {
        Path file = large();
        try (RawClient client = begin();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(1 << 20);

            assertTrue(client.readToEnd().length < LARGE, "the response looks complete");
        }
        assertInstanceOf(ContentException.class, observer.nextFailure());
        while (listener.connectionCount() > 0) {
            Thread.sleep(1);
        }
        aSecondPasses();
        assertTrue(get("/large.bin").contains("\r\nContent-Length: " + (1 << 20) + "\r\n"));
    }

    @Test
    void truncated_but_cached_is_served_unchanged_for_a_second() throws IOException {
        Path file = Files.writeString(site.resolve("small.txt"), "first");
        assertServes("/small.txt", "first");
        Files.writeString(file, "");

        assertServes("/small.txt", "first");
        aSecondPasses();
        assertServes("/small.txt", "");
    }

    @Test
    void grown_during_transfer_has_the_declared_length() throws IOException {
        Path file = large();
        try (RawClient client = begin()) {
            Files.write(file, noise(2, 1 << 20), StandardOpenOption.APPEND);

            assertArrayEquals(noise(1, LARGE), client.readToEnd());
        }
        aSecondPasses();
        assertTrue(get("/large.bin").contains("\r\nContent-Length: " + (LARGE + (1 << 20)) + "\r\n"));
    }

    @Test
    void replaced_during_transfer_is_completely_the_old_and_then_the_new_version() throws IOException {
        Path file = large();
        try (RawClient client = begin()) {
            replace(file, replacement("new".getBytes(StandardCharsets.US_ASCII)));

            assertArrayEquals(noise(1, LARGE), client.readToEnd());
        }
        aSecondPasses();
        assertServes("/large.bin", "new");
    }

    @Test
    void deleted_during_transfer_is_complete_and_then_not_found() throws IOException {
        Path file = large();
        try (RawClient client = begin()) {
            Files.delete(file);

            assertArrayEquals(noise(1, LARGE), client.readToEnd());
        }
        aSecondPasses();
        assertMissing("/large.bin");
    }

    @Test
    void made_unreadable_during_transfer_is_complete_and_then_not_found() throws IOException {
        Path file = large();
        try (RawClient client = begin()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

            assertArrayEquals(noise(1, LARGE), client.readToEnd());
        }
        assumeFalse(Files.isReadable(file), "this user may read anything");
        aSecondPasses();
        assertMissing("/large.bin");
    }

    @Test
    void a_directory_replaced_by_a_link_out_of_the_root_is_not_found() throws IOException {
        Path inside = Files.createDirectory(site.resolve("d"));
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        for (String name : List.of("small.txt", "index.html")) {
            Files.writeString(inside.resolve(name), "inside");
            Files.writeString(outside.resolve(name), "secret");
            assertServes("/d/" + name, "inside");
        }
        Files.move(inside, temporary.resolve("was-inside"));
        Files.createSymbolicLink(inside, outside);

        assertFalse(get("/d/small.txt").contains("secret"));
        aSecondPasses();
        assertMissing("/d/small.txt");
        assertMissing("/d/index.html");
        assertMissing("/d/");
        assertMissing("/d");
    }

    @Test
    void a_directory_replaced_by_a_link_inside_the_root_is_followed() throws IOException {
        Path one = Files.createDirectory(site.resolve("one"));
        Path other = Files.createDirectory(site.resolve("other"));
        Files.writeString(one.resolve("a.txt"), "one");
        Files.writeString(other.resolve("a.txt"), "other");
        assertServes("/one/a.txt", "one");
        Files.move(one, temporary.resolve("was-one"));
        Files.createSymbolicLink(one, other);
        aSecondPasses();

        assertServes("/one/a.txt", "other");
    }

    @Test
    void a_special_file_is_not_found_and_not_opened() throws IOException, InterruptedException {
        makeFifo(site.resolve("fifo"));
        Files.createSymbolicLink(site.resolve("zero"), Path.of("/dev/zero"));
        Files.createSymbolicLink(site.resolve("loop"), Path.of("loop"));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(site.resolve("socket")));
            try (DocumentRoot following = new DocumentRoot(site, SymlinkPolicy.FOLLOW, DotfilePolicy.DENY);
                    FileHandler followingHandler = new FileHandler(following, FileOptions.DEFAULT, () -> now);
                    Listener followingListener = listen(followingHandler)) {
                for (String name : List.of("/fifo", "/zero", "/loop", "/socket", "/fifo/", "/fifo/x")) {
                    assertMissing(name);
                    assertTrue(get(followingListener, name).startsWith("HTTP/1.1 404 "), name);
                }
            }
        }
    }

    @Test
    void a_file_replaced_by_a_fifo_blocks_no_request() throws IOException, InterruptedException {
        Path file = large();
        try (RawClient client = begin()) {
            Files.delete(file);
            makeFifo(file);

            assertFalse(get("/large.bin").startsWith("HTTP/1.1 500 "));
            aSecondPasses();
            assertMissing("/large.bin");
            assertArrayEquals(noise(1, LARGE), client.readToEnd());
        }
    }

    private static void makeFifo(Path at) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", at.toString()).start().waitFor());
    }

    /** Each version repeats one letter, and has a length of its own. */
    private static String version(int number, int about) {
        return Character.toString('a' + number % 26).repeat(about + number);
    }

    @Test
    void replaced_repeatedly_is_always_completely_one_version() throws IOException {
        for (int size : new int[] {2_000, 300_000}) {
            String name = size + ".txt";
            Path file = Files.writeString(site.resolve(name), version(0, size));
            AtomicBoolean excess = new AtomicBoolean();
            ConcurrentHashMap<String, String> contents = new ConcurrentHashMap<>();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(CompletableFuture.runAsync(() -> readVersions("/" + name, excess, contents)));
            }
            for (int number = 1; number < 50; number++) {
                replace(file, replacement(version(number, size).getBytes(StandardCharsets.US_ASCII)));
                awaitServed("/" + name, version(number, size));
            }
            excess.set(true);
            clients.forEach(CompletableFuture::join);
            assertTrue(contents.size() > 1, "the clients saw no change");
        }
    }

    /** While one request revalidates, others get the cached version: so after a second and a moment more. */
    private void awaitServed(String path, String content) throws IOException {
        for (int seconds = 0; seconds < 1000; seconds++) {
            aSecondPasses();
            if (get(path).endsWith("\r\n\r\n" + content)) {
                return;
            }
        }
        throw new AssertionError("the change was never seen");
    }

    /** The same tag always means the same content. */
    private void readVersions(String path, AtomicBoolean excess, ConcurrentHashMap<String, String> contents) {
        try (RawClient client = RawClient.connect(listener.address())) {
            while (!excess.get()) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
                String response = client.readResponse();
                int at = response.indexOf("\r\n\r\n") + 4;
                String content = response.substring(at);
                assertEquals(1, content.chars().distinct().count(), "a mixture of versions");
                int tag = response.indexOf("\r\nETag: ");
                String before = contents.putIfAbsent(response.substring(tag, response.indexOf('\r', tag + 2)), content);
                assertTrue(before == null || before.equals(content), "two versions with the same tag");
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
