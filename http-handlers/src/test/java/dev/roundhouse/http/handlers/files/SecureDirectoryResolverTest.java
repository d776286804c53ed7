package dev.roundhouse.http.handlers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.handlers.MaliciousSite;
import dev.roundhouse.http.handlers.PathAttackGenerator;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecureDirectoryResolverTest {
    private static final int HELD_AT_MOST = 64;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path NAME = Path.of("file");

    private final SecureDirectoryResolver resolver = new SecureDirectoryResolver(HELD_AT_MOST);
    private Path parent;
    private Path base;

    @BeforeEach
    void create_root(@TempDir Path directory) throws IOException {
        parent = directory.toRealPath();
        base = Files.createDirectory(parent.resolve("site"));
        assumeTrue(
                DirectoryResolver.forRoot(base, HELD_AT_MOST) instanceof SecureDirectoryResolver,
                "directories cannot be held open here");
        for (String name : List.of("site/file", "site/a/file", "site/a/b/file", "site/c/b/file", "vault/b/file")) {
            Files.createDirectories(parent.resolve(name).getParent());
            Files.writeString(parent.resolve(name), name);
        }
    }

    @Test
    void directory_is_opened_at_any_depth() throws IOException {
        for (String name : List.of("", "a", "a/b")) {
            for (int time = 0; time < 2; time++) {
                try (DirectoryHandle directoryHandle =
                        resolver.open(base, base.resolve(name)).orElseThrow()) {
                    assertTrue(directoryHandle.attributes(NAME).isRegularFile());
                    directoryHandle.openFile(NAME).close();
                }
            }
        }
    }

    @Test
    void missing_directory_and_file_are_not_opened() throws IOException {
        assertTrue(resolver.open(base, base.resolve("missing")).isEmpty());
        assertTrue(resolver.open(base, base.resolve("file")).isEmpty());
        assertTrue(resolver.open(base, base.resolve("n".repeat(300))).isEmpty());
        assertTrue(resolver.open(base, base.resolve("file/below")).isEmpty());
    }

    @Test
    void no_path_opens_a_directory_outside_the_root() throws IOException {
        assertTrue(resolver.open(base, parent).isEmpty());
        assertTrue(resolver.open(base, parent.resolve("vault")).isEmpty());
        assertTrue(resolver.open(base, base.resolve("../vault")).isEmpty());
        assertTrue(resolver.open(base, base.resolve("a/..")).isEmpty());
    }

    @Test
    void no_directory_is_opened_through_a_link() throws IOException {
        Files.createSymbolicLink(base.resolve("out"), Path.of("../vault"));
        Files.createSymbolicLink(base.resolve("in"), Path.of("a"));
        Files.createSymbolicLink(base.resolve("loop"), Path.of("loop"));
        for (String name : List.of("out", "out/b", "in", "in/b", "loop")) {
            assertTrue(resolver.open(base, base.resolve(name)).isEmpty(), name);
        }
    }

    @Test
    void replaced_directory_is_opened_again() throws IOException {
        resolver.open(base, base.resolve("a/b")).orElseThrow().close();
        Files.move(base.resolve("a"), base.resolve("old"));
        Files.move(base.resolve("c"), base.resolve("a"));
        try (FileContent content = open(resolver.open(base, base.resolve("a/b")))) {
            assertEquals("site/c/b/file".length(), content.length());
        }
    }

    @Test
    void directory_moved_out_of_the_root_is_not_reused() throws IOException {
        resolver.open(base, base.resolve("a/b")).orElseThrow().close();
        Files.move(base.resolve("a"), parent.resolve("away"));
        assertTrue(resolver.open(base, base.resolve("a/b")).isEmpty());
        Files.createSymbolicLink(base.resolve("a"), Path.of("../away"));
        assertTrue(resolver.open(base, base.resolve("a/b")).isEmpty());
        assertTrue(resolver.openCached(base, base.resolve("a/b")).isEmpty(), "it is removed from the cache");
    }

    @Test
    void directory_is_cached_per_base() throws IOException {
        resolver.open(base, base.resolve("a/b")).orElseThrow().close();
        assertTrue(resolver.openCached(parent.resolve("vault"), base.resolve("a/b"))
                .isEmpty());
        resolver.openCached(base.resolve("a"), base.resolve("a/b"))
                .orElseThrow()
                .close();
    }

    @Test
    void open_directory_is_unaffected_by_a_replaced_path() throws IOException {
        try (DirectoryHandle directoryHandle =
                resolver.open(base, base.resolve("a")).orElseThrow()) {
            Files.move(base.resolve("a"), base.resolve("old"));
            Files.createSymbolicLink(base.resolve("a"), Path.of("../vault/b"));
            try (FileContent content = directoryHandle.openFile(NAME)) {
                assertEquals("site/a/file".length(), content.length());
            }
        }
    }

    @Test
    void link_in_a_directory_is_not_opened() throws IOException {
        Files.createSymbolicLink(base.resolve("link"), Path.of("file"));
        try (DirectoryHandle directoryHandle = resolver.open(base, base).orElseThrow()) {
            assertTrue(directoryHandle.attributes(Path.of("link")).isSymbolicLink());
            assertThrows(IOException.class, () -> directoryHandle.openFile(Path.of("link")));
        }
    }

    @Test
    void cache_is_bounded_and_closes_unused_handles() throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "/proc");
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < 3 * HELD_AT_MOST; i++) {
            directories.add(Files.createDirectory(base.resolve("d" + i)));
        }
        for (Path directory : directories) {
            resolver.open(base, directory).orElseThrow().close();
        }
        assertEquals(2 * HELD_AT_MOST, descriptorsBelow(base));
    }

    /** Descriptors of this directory only, as those of other tests change at the same time. */
    private static long descriptorsBelow(Path directory) throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(descriptor -> leadsBelow(directory, descriptor)).count();
        }
    }

    private static boolean leadsBelow(Path directory, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void directory_is_closed_by_its_last_user() throws IOException {
        DirectoryHandleCache held = new DirectoryHandleCache(1);
        OpenDirectoryHandle first = OpenDirectoryHandle.open(base, base.resolve("a"));
        held.put(first);
        OpenDirectoryHandle other = OpenDirectoryHandle.open(base, base);
        held.put(other);
        assertTrue(held.get(base.resolve("a")).isEmpty());
        assertTrue(first.attributes(NAME).isRegularFile(), "it is still in use");
        first.close();
        assertThrows(ClosedDirectoryStreamException.class, () -> first.attributes(NAME));
        other.close();
        held.clear();
        assertThrows(ClosedDirectoryStreamException.class, () -> other.attributes(NAME));
        assertEquals(0, held.size());
    }

    /** The fast and the simple lookup have equal results if no file is replaced. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLLOW")
    void finds_the_same_files_as_a_lookup_by_path(SymlinkPolicy symlinkPolicy) throws Exception {
        Path other = Files.createDirectory(parent.resolve("malicious"));
        new MaliciousSite(other, symlinkPolicy);
        DocumentRoot secure = new DocumentRoot(other.resolve("site"), symlinkPolicy, DotfilePolicy.DENY, resolver);
        DocumentRoot plain =
                new DocumentRoot(other.resolve("site"), symlinkPolicy, DotfilePolicy.DENY, new PathDirectoryResolver());
        PathAttackGenerator attacks = new PathAttackGenerator(7);
        for (int i = 0; i < 5_000; i++) {
            Optional<UriPath> path = UriPath.parse(attacks.next());
            if (path.isPresent()) {
                Resource expected = plain.resolve(path.get());
                assertEquals(expected, secure.resolve(path.get()), path.get()::encoded);
                assertSameInside(plain, secure, expected);
            }
        }
    }

    private static void assertSameInside(DocumentRoot plain, DocumentRoot secure, Resource resource)
            throws IOException {
        if (resource instanceof RegularFile regularFile) {
            try (FileContent one = plain.openIfUnchanged(regularFile).orElseThrow();
                    FileContent other = secure.openIfUnchanged(regularFile).orElseThrow()) {
                assertEquals(one.length(), other.length());
            }
        } else if (resource instanceof Directory directory) {
            assertEquals(entries(plain, directory), entries(secure, directory));
        }
    }

    private static List<String> entries(DocumentRoot root, Directory directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (EntrySource source = root.entries(directory)) {
            source.forEachName(names::add);
            return names.stream()
                    .map(name -> name + source.entry(name))
                    .sorted()
                    .toList();
        }
    }

    private static FileContent open(Optional<? extends DirectoryHandle> entered) throws IOException {
        try (DirectoryHandle directoryHandle = assertInstanceOf(DirectoryHandle.class, entered.orElseThrow())) {
            return directoryHandle.openFile(NAME);
        }
    }
}
