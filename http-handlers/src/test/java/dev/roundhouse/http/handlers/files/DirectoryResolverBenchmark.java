package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures the cost of a lookup by open directories relative to a lookup by path, which does not protect from replaced links.
 * Both alternate in one run; the median of the rounds is reported.
 */
final class DirectoryResolverBenchmark {
    private static final int ROUNDS = 31;
    private static final int CALLS = 2_000;

    /** More directories than are kept open: each is opened again. */
    private static final int MANY = 4 * DocumentRoot.DEFAULT_OPEN_DIRECTORIES;

    /** The smallest file that is opened for each response, as it is too large for the cache. */
    private static final int SIZE = (256 << 10) + 1;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
    private final Path site;
    private final DocumentRoot root;

    private DirectoryResolverBenchmark(Path site) throws IOException {
        this.site = site.toRealPath();
        this.root = new DocumentRoot(site);
    }

    /** A measured operation. */
    @FunctionalInterface
    private interface TimedStep {
        void take(int number) throws IOException;
    }

    /** Prints the ratios. The site is created in the given directory, or in the one for temporary files. */
    public static void main(String[] arguments) throws IOException {
        Path parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        DirectoryResolverBenchmark costs =
                new DirectoryResolverBenchmark(Files.createTempDirectory(parent, "resolver"));
        for (int depth : new int[] {1, 3, 8}) {
            costs.compareAt(depth);
        }
    }

    private void compareAt(int depth) throws IOException {
        String[] files = new String[MANY];
        RegularFile[] regularFile = new RegularFile[MANY];
        for (int i = 0; i < MANY; i++) {
            files[i] = "d" + i + "/" + "d/".repeat(depth - 1) + "file";
            Files.createDirectories(site.resolve(files[i]).getParent());
            Files.write(site.resolve(files[i]), new byte[SIZE]);
            regularFile[i] = (RegularFile) root.resolve(path(files[i]));
        }
        print(depth, "find", i -> findByPath(files[0]), i -> root.resolve(path(files[0])));
        print(depth, "find, not held", i -> findByPath(files[i % MANY]), i -> root.resolve(path(files[i % MANY])));
        print(
                depth,
                "open",
                i -> openByPath(regularFile[0]).close(),
                i -> open(regularFile[0]).close());
        print(
                depth,
                "open, not held",
                i -> openByPath(regularFile[i % MANY]).close(),
                i -> open(regularFile[i % MANY]).close());
        print(depth, "open and read", i -> read(openByPath(regularFile[0])), i -> read(open(regularFile[0])));
        print(depth, "still there", i -> attributes(regularFile[0].path()), i -> root.isUnchanged(regularFile[0]));
    }

    private static UriPath path(String file) {
        return UriPath.parse("/" + file).orElseThrow();
    }

    private FileContent open(RegularFile regularFile) throws IOException {
        return root.openIfUnchanged(regularFile).orElseThrow();
    }

    private void read(FileContent opened) throws IOException {
        try (FileContent content = opened) {
            content.read(0, buffer.clear());
        }
    }

    private Optional<RegularFile> findByPath(String file) throws IOException {
        Path base = site.toRealPath();
        Path at = base;
        for (String name : path(file).segments()) {
            at = at.resolve(name);
        }
        Path real = at.toRealPath();
        BasicFileAttributes attributes = attributes(real);
        return real.startsWith(base) && attributes.isRegularFile() && Files.isReadable(real)
                ? Optional.of(new RegularFile(base, real, FileMetadata.of(attributes)))
                : Optional.empty();
    }

    private static FileContent openByPath(RegularFile regularFile) throws IOException {
        FileContent content = FileContent.open(regularFile.path());
        if (!FileMetadata.of(attributes(regularFile.path())).equals(regularFile.metadata())) {
            throw new IOException("changed");
        }
        return content;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static void print(int depth, String what, TimedStep byPath, TimedStep byHandle) throws IOException {
        long[] before = new long[ROUNDS];
        long[] now = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            before[round] = time(byPath);
            now[round] = time(byHandle);
        }
        double plain = middle(before);
        double secure = middle(now);
        System.out.printf(
                Locale.ROOT,
                "depth %d  %-15s by path %6.2f us  by handle %6.2f us  ratio %.2f%n",
                depth,
                what,
                plain,
                secure,
                secure / plain);
    }

    private static double middle(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1000.0 / CALLS;
    }

    private static long time(TimedStep timedStep) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            timedStep.take(i);
        }
        return System.nanoTime() - start;
    }
}
