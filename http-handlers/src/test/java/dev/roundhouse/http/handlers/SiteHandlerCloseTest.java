package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A closed site holds no file descriptor, no off-heap memory and no thread. They are counted for this site only. */
class SiteHandlerCloseTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int SMALL_FILES = 64;
    private static final int SMALL_FILE_SIZE = 128 << 10;
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-05-05T05:05:05Z"));
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    Path directory;

    @BeforeEach
    void write_files() throws IOException {
        Files.createDirectories(directory.resolve("root/below"));
        Files.createDirectories(directory.resolve("mounted"));
        write("root/large.bin", 2 * MEBIBYTE);
        write("root/below/page.html", 100);
        write("mounted/a.txt", 100);
        for (int i = 0; i < SMALL_FILES; i++) {
            write("root/small" + i + ".bin", SMALL_FILE_SIZE);
        }
    }

    private void write(String name, int size) throws IOException {
        Path file = Files.write(directory.resolve(name), new byte[size]);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    private SiteHandler site() throws IOException {
        MappingOptions mapping = new MappingOptions(
                MappingOptions.DEFAULT.basePath(),
                List.of("index.html"),
                false,
                Optional.empty(),
                MappingOptions.DEFAULT.dotfiles(),
                true);
        SiteOptions options =
                SiteOptions.DEFAULT.withMapping(mapping).withFiles(FileOptions.DEFAULT.withCacheBytes(64L * MEBIBYTE));
        List<Mount> mounts = List.of(new Mount(MappingOptions.parsePath("/mnt"), directory.resolve("mounted")));
        return new SiteHandler(directory.resolve("root"), mounts, options, InstantSource.system());
    }

    private static Reply request(SiteHandler site, String target, String... headers) throws IOException {
        return site.handle(
                new Request(Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of(headers)));
    }

    private static Response respond(SiteHandler site, String target, String... headers) throws IOException {
        return (Response) request(site, target, headers).await();
    }

    private static int read(SiteHandler site, String target, String... headers) throws IOException {
        Response response = respond(site, target, headers);
        return response.status().code() == 200 || response.status().code() == 206
                ? SiteFixtureDirectory.read(response.body()).length()
                : -response.status().code();
    }

    private static void useAll(SiteHandler site) throws IOException {
        assertEquals(2 * MEBIBYTE, read(site, "/large.bin"));
        assertEquals(10, read(site, "/large.bin", "Range", "bytes=0-9"));
        assertEquals(100, read(site, "/below/page.html"));
        assertEquals(100, read(site, "/mnt/a.txt"));
        assertTrue(read(site, "/below/") > 0);
        for (int i = 0; i < SMALL_FILES; i++) {
            assertEquals(SMALL_FILE_SIZE, read(site, "/small" + i + ".bin"));
        }
    }

    /** The paths of open files and directories below the directory of this test. */
    private long descriptors() {
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            return links.filter(this::isBelowDirectory).count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isBelowDirectory(Path link) {
        try {
            return Files.readSymbolicLink(link).startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private static long directMemory() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().equals("listings") || thread.getName().equals("file-background"))
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void close_releases_files_and_directories() throws IOException {
        SiteHandler site = site();
        useAll(site);
        assertTrue(descriptors() >= 5, "a file and two directories with two descriptors each are held open");
        site.close();
        assertEquals(0, descriptors());
    }

    @Test
    void close_releases_the_memory_outside_the_heap() throws Exception {
        long before = directMemory();
        SiteHandler site = site();
        useAll(site);
        long held = (long) SMALL_FILES * SMALL_FILE_SIZE;
        assertTrue(directMemory() - before >= held, "the cache holds the small files");
        site.close();
        // The JDK keeps a buffer of the size of the large file for the thread that has read it.
        await(() -> directMemory() - before < held / 2);
        assertEquals(100, read(site, "/below/page.html"));
    }

    @Test
    void close_stops_the_threads() throws Exception {
        await(() -> threads() == 0);
        SiteHandler site = site();
        useAll(site);
        assertTrue(threads() > 0);
        site.close();
        await(() -> threads() == 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void second_close_has_no_effect() throws IOException {
        SiteHandler site = site();
        useAll(site);
        site.close();
        site.close();
        assertEquals(0, descriptors());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void response_in_progress_keeps_its_file_open() throws IOException {
        SiteHandler site = site();
        Response large = respond(site, "/large.bin");
        Response small = respond(site, "/small1.bin");
        site.close();
        assertEquals(1, descriptors());
        assertEquals(2 * MEBIBYTE, SiteFixtureDirectory.read(large.body()).length());
        assertEquals(SMALL_FILE_SIZE, SiteFixtureDirectory.read(small.body()).length());
        assertEquals(0, descriptors());
    }

    @Test
    void listing_in_progress_is_completed() throws IOException {
        SiteHandler site = site();
        Reply listing = request(site, "/below/");
        site.close();
        Response response = (Response) listing.await();
        assertEquals(200, response.status().code());
        SiteFixtureDirectory.read(response.body());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void later_request_is_served_and_leaves_nothing_open() throws IOException {
        SiteHandler site = site();
        site.close();
        assertEquals(2 * MEBIBYTE, read(site, "/large.bin"));
        assertEquals(100, read(site, "/below/page.html"));
        assertEquals(-503, read(site, "/below/"));
        assertEquals(0, descriptors());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void constructor_that_fails_leaves_nothing_open() throws IOException {
        Files.delete(directory.resolve("mounted/a.txt"));
        Files.delete(directory.resolve("mounted"));
        assertThrows(NotDirectoryException.class, this::site);
        assertEquals(0, descriptors());
    }

    @Test
    void body_of_a_cached_file_is_the_same_after_close() throws IOException {
        SiteHandler site = site();
        Body body = respond(site, "/mnt/a.txt").body();
        site.close();
        assertEquals("\0".repeat(100), SiteFixtureDirectory.read(body));
    }
}
