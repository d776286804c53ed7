package dev.roundhouse.http.handlers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorBudgetTest {
    @TempDir
    Path base;

    @Test
    void unused_descriptors_are_closed_before_an_open_fails() throws IOException {
        DescriptorBudget budget = new DescriptorBudget(3);
        DescriptorBudget.Opened<String> kept = budget.open(2, () -> "kept");
        budget.addCache(() -> kept.permit().close());

        DescriptorBudget.Opened<String> other = budget.open(3, () -> "other");

        assertEquals("other", other.value());
        assertEquals(3, budget.inUse());
        assertThrows(TooManyOpenFilesException.class, () -> budget.open(1, () -> "more"));
        other.permit().close();
        other.permit().close();
        kept.permit().close();
        assertEquals(0, budget.inUse());
    }

    @Test
    void failed_open_takes_no_permit() {
        DescriptorBudget budget = new DescriptorBudget(3);

        assertThrows(
                NoSuchFileException.class,
                () -> budget.open(2, () -> {
                    throw new NoSuchFileException("gone");
                }));
        assertThrows(
                IllegalStateException.class,
                () -> budget.open(2, () -> {
                    throw new IllegalStateException("on purpose");
                }));

        assertEquals(0, budget.inUse());
    }

    @Test
    void descriptor_exhaustion_is_retried_once_and_reported() {
        DescriptorBudget budget = DescriptorBudget.unlimited();
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger tries = new AtomicInteger();
        budget.addCache(closed::incrementAndGet);

        assertThrows(
                TooManyOpenFilesException.class,
                () -> budget.open(1, () -> {
                    tries.incrementAndGet();
                    throw new FileSystemException("file", null, "Too many open files");
                }));

        assertEquals(1, closed.get());
        assertEquals(2, tries.get());
        assertEquals(0, budget.inUse());
    }

    @Test
    void other_failure_is_not_descriptor_exhaustion() {
        assertFalse(TooManyOpenFilesException.isReasonOf(new FileSystemException("file", null, "Input/output error")));
        assertFalse(TooManyOpenFilesException.isReasonOf(new NoSuchFileException("file", null, "Too many open files")));
        assertTrue(TooManyOpenFilesException.isReasonOf(
                new FileSystemException("file", null, "Too many open files in system")));
    }

    private SiteHandler site(int openFiles) throws IOException {
        for (int i = 0; i < 20; i++) {
            Path directory = Files.createDirectories(base.resolve("d" + i));
            Files.writeString(directory.resolve("small.txt"), "small");
            Files.write(directory.resolve("large.bin"), new byte[3 << 20]);
            Files.createSymbolicLink(directory.resolve("link"), Path.of("../d0/small.txt"));
        }
        SiteOptions usual = SiteOptions.DEFAULT;
        return new SiteHandler(
                base,
                List.of(),
                new SiteOptions(
                        new MappingOptions(
                                UriPath.ROOT, List.of("index.html"), false, Optional.empty(), DotfilePolicy.DENY, true),
                        usual.symlinks(),
                        usual.files(),
                        usual.cors(),
                        usual.openDirectories(),
                        openFiles),
                InstantSource.system());
    }

    private static Response get(SiteHandler site, String path) throws IOException {
        return (Response) site.handle(Request.get("localhost", path)).await();
    }

    @Test
    void open_directories_are_closed_for_files_and_more_files_are_503() throws IOException {
        SiteHandler site = site(8);
        for (int i = 0; i < 20; i++) {
            assertEquals(200, get(site, "/d" + i + "/small.txt").status().code());
            assertEquals(200, get(site, "/d" + i + "/").status().code());
        }
        List<Response> open = new ArrayList<>();
        Response last = get(site, "/d0/large.bin");
        for (int i = 1; last.status().code() == 200; i++) {
            assumeTrue(i < 20, "files are not held open here");
            open.add(last);
            last = get(site, "/d" + i + "/large.bin");
        }

        assertEquals(503, last.status().code());
        assertEquals("1", last.headers().first(FieldName.RETRY_AFTER).orElseThrow());
        assertTrue(open.size() >= 4, () -> open.size() + " files were open");
        for (Response response : open) {
            response.body().close();
        }
        for (int i = 0; i < 20; i++) {
            Response again = get(site, "/d" + i + "/large.bin");
            assertEquals(200, again.status().code());
            again.body().close();
        }
    }
}
