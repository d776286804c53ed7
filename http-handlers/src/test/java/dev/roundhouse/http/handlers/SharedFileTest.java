package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.Resource.Found;
import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
    @TempDir
    Path folder;

    private DocumentRoot root;
    private final Deque<Runnable> later = new ArrayDeque<>();
    private SharedFile shared;

    @BeforeEach
    void a_file() throws IOException {
        Files.writeString(folder.resolve("a"), "content");
        root = new DocumentRoot(folder);
        shared = file("a", new OpenFiles(later::add));
    }

    private SharedFile file(String name, OpenFiles openFiles) throws IOException {
        return new SharedFile(
                root, (Found) root.resolve(UriPath.parse("/" + name).orElseThrow()), openFiles);
    }

    /** A second passes. */
    private void aMoment() {
        later.remove().run();
    }

    private static String read(Content content) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(100);
        content.read(0, octets);
        return new String(octets.array(), 0, octets.position(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void is_read_by_the_second_after_the_first_has_left() throws IOException {
        Content first = shared.use().orElseThrow();
        Content second = shared.use().orElseThrow();
        first.close();

        assertEquals("content", read(second));
        second.close();
    }

    @Test
    void is_closed_when_nobody_came_for_a_moment() throws IOException {
        Content first = shared.use().orElseThrow();
        Content second = shared.use().orElseThrow();
        first.close();
        second.close();

        aMoment();
        assertEquals("content", read(second), "still open for who comes next");
        aMoment();
        assertThrows(ClosedChannelException.class, () -> read(second));
        assertEquals(0, later.size(), "nothing is left to look after");
    }

    @Test
    void stays_open_while_somebody_comes_now_and_then() throws IOException {
        Content first = shared.use().orElseThrow();
        first.close();

        for (int i = 0; i < 5; i++) {
            shared.use().orElseThrow().close();
            aMoment();
        }
        assertEquals("content", read(first));
    }

    @Test
    void stays_open_for_a_slow_reader_however_long_nobody_else_comes() throws IOException {
        Content slow = shared.use().orElseThrow();

        aMoment();
        aMoment();
        assertEquals("content", read(slow));
        slow.close();
        assertThrows(ClosedChannelException.class, () -> read(slow));
    }

    @Test
    void is_closed_when_its_last_user_leaves_if_too_many_are_kept_open() throws IOException {
        OpenFiles few = new OpenFiles(later::add);
        for (int i = 0; i < OpenFiles.AT_MOST; i++) {
            file("a", few).use().orElseThrow().close();
        }
        Content oneTooMany = file("a", few).use().orElseThrow();
        oneTooMany.close();

        assertThrows(ClosedChannelException.class, () -> read(oneTooMany));
        aMoment();
        aMoment();
        Content again = file("a", few).use().orElseThrow();
        again.close();
        assertEquals("content", read(again), "there is room for it again");
    }

    @Test
    void is_opened_anew_for_who_comes_later() throws IOException {
        shared.use().orElseThrow().close();

        try (Content later = shared.use().orElseThrow()) {
            assertEquals("content", read(later));
        }
    }

    @Test
    void is_not_there_for_anybody_once_it_was_changed() throws IOException {
        Content first = shared.use().orElseThrow();
        Files.writeString(folder.resolve("a"), "longer content");

        assertEquals(Optional.empty(), shared.use());
        first.close();
        assertEquals(Optional.empty(), shared.use());
    }

    @Test
    void is_not_there_for_anybody_once_its_name_was_given_to_another() throws IOException {
        Content first = shared.use().orElseThrow();
        Files.move(folder.resolve("a"), folder.resolve("b"));
        Files.writeString(folder.resolve("a"), "content");

        assertEquals(Optional.empty(), shared.use());
        assertEquals("content", read(first));
        first.close();
    }

    @Test
    void serves_many_threads_that_come_and_go() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    for (int turn = 0; turn < 2_000; turn++) {
                        try (Content content = shared.use().orElseThrow()) {
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
