package dev.roundhouse.http.handlers.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
    @TempDir
    Path directory;

    private DocumentRoot root;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private SharedFile shared;

    @BeforeEach
    void a_file() throws IOException {
        Files.writeString(directory.resolve("a"), "content");
        root = new DocumentRoot(directory);
        shared = file("a", new OpenFileCache(later::add));
    }

    private SharedFile file(String name, OpenFileCache openFileCache) throws IOException {
        return new SharedFile(
                root, (RegularFile) root.resolve(UriPath.parse("/" + name).orElseThrow()), false, openFileCache);
    }

    /** Runs the check of an elapsed interval. */
    private void aMoment() {
        later.remove().run();
    }

    private static String read(Content content) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(100);
        content.read(0, bytes);
        return new String(bytes.array(), 0, bytes.position(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void second_reader_continues_after_the_first_closes() throws IOException {
        Content first = shared.acquire().orElseThrow();
        Content second = shared.acquire().orElseThrow();
        first.close();

        assertEquals("content", read(second));
        second.close();
    }

    @Test
    void unused_file_is_closed_after_the_interval() throws IOException {
        Content first = shared.acquire().orElseThrow();
        Content second = shared.acquire().orElseThrow();
        first.close();
        second.close();

        aMoment();
        assertEquals("content", read(second), "still open for the next reader");
        aMoment();
        assertThrows(ClosedChannelException.class, () -> read(second));
        assertEquals(0, later.size(), "no further check is scheduled");
    }

    @Test
    void file_used_within_the_interval_stays_open() throws IOException {
        Content first = shared.acquire().orElseThrow();
        first.close();

        for (int i = 0; i < 5; i++) {
            shared.acquire().orElseThrow().close();
            aMoment();
        }
        assertEquals("content", read(first));
    }

    @Test
    void file_stays_open_while_a_reader_is_active() throws IOException {
        Content slow = shared.acquire().orElseThrow();

        aMoment();
        aMoment();
        assertEquals("content", read(slow));
        slow.close();
        assertThrows(ClosedChannelException.class, () -> read(slow));
    }

    @Test
    void file_above_the_open_limit_is_closed_by_its_last_user() throws IOException {
        OpenFileCache few = new OpenFileCache(later::add);
        for (int i = 0; i < OpenFileCache.CAPACITY; i++) {
            file("a", few).acquire().orElseThrow().close();
        }
        Content oneTooMany = file("a", few).acquire().orElseThrow();
        oneTooMany.close();

        assertThrows(ClosedChannelException.class, () -> read(oneTooMany));
        aMoment();
        aMoment();
        Content again = file("a", few).acquire().orElseThrow();
        again.close();
        assertEquals("content", read(again), "the limit allows it again");
    }

    @Test
    void closed_file_is_opened_again() throws IOException {
        shared.acquire().orElseThrow().close();

        try (Content later = shared.acquire().orElseThrow()) {
            assertEquals("content", read(later));
        }
    }

    @Test
    void changed_file_is_not_reused() throws IOException {
        Content first = shared.acquire().orElseThrow();
        Files.writeString(directory.resolve("a"), "longer content");

        assertEquals(Optional.empty(), shared.acquire());
        first.close();
        assertEquals(Optional.empty(), shared.acquire());
    }

    @Test
    void replaced_file_is_not_reused() throws IOException {
        Content first = shared.acquire().orElseThrow();
        Files.move(directory.resolve("a"), directory.resolve("b"));
        Files.writeString(directory.resolve("a"), "content");

        assertEquals(Optional.empty(), shared.acquire());
        assertEquals("content", read(first));
        first.close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void file_is_open_once_per_thread_up_to_the_limit() throws Exception {
        try (Content first = shared.acquire().orElseThrow();
                Content same = shared.acquire().orElseThrow()) {
            assertEquals("content" + "content", read(first) + read(same));
            assertEquals(1, descriptors());
        }
        List<Content> all = new ArrayList<>();
        for (int thread = 0; thread < 3 * SharedFile.LANES; thread++) {
            ExecutorService one = Executors.newSingleThreadExecutor();
            all.add(one.submit(() -> shared.acquire().orElseThrow()).get());
            all.add(one.submit(() -> shared.acquire().orElseThrow()).get());
            one.shutdown();
            assertEquals(Math.min(thread + 2, SharedFile.LANES), descriptors());
        }
        all.forEach(Content::close);
        aMoment();
        aMoment();
        assertEquals(0, descriptors());
    }

    /** The number of descriptors of this process for the file. */
    private long descriptors() throws IOException {
        Path file = directory.resolve("a").toRealPath();
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path each : open) {
                count += leadsTo(each, file) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean leadsTo(Path descriptor, Path file) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (NoSuchFileException closed) {
            return false;
        }
    }

    @Test
    void file_changed_with_equal_size_and_mtime_is_not_reused() throws Exception {
        RegularFile regularFile = (RegularFile) root.resolve(UriPath.parse("/a").orElseThrow());
        SharedFile strict = new SharedFile(root, regularFile, true, new OpenFileCache(later::add));
        Content first = strict.acquire().orElseThrow();
        FileTime date = Files.getLastModifiedTime(directory.resolve("a"));
        TimeUnit.MILLISECONDS.sleep(50); // several ticks of the file system's clock
        Files.writeString(directory.resolve("a"), "CONTENT");
        Files.setLastModifiedTime(directory.resolve("a"), date);

        assertEquals(Optional.empty(), strict.acquire());
        first.close();
        assertEquals(Optional.empty(), strict.acquire());
    }

    @Test
    void many_threads_share_files_without_leaks() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    for (int turn = 0; turn < 2_000; turn++) {
                        try (Content content = shared.acquire().orElseThrow()) {
                            assertEquals("content", read(content));
                        }
                    }
                    return true;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(threads.isShutdown());
    }
}
