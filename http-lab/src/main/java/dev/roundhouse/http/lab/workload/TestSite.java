package dev.roundhouse.http.lab.workload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The files that all servers serve, in a folder of their own. A file is made when it is first asked for; its octets depend on
 * the seed and its name, so that two runs with one seed compare the same. Whoever makes a site closes it, which deletes it.
 */
public final class TestSite implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path root;
    private final long seed;
    private final Map<String, TestFile> files = new HashMap<>();

    private TestSite(Path root, long seed) {
        this.root = root;
        this.seed = seed;
    }

    /** An empty site in a new folder for temporary files. */
    public static TestSite create(long seed) throws IOException {
        Path root = Files.createTempDirectory("roundhouse-lab-");
        // Some servers answer as another user than the one who starts them, who would see nothing there.
        if (!root.toFile().setReadable(true, false) || !root.toFile().setExecutable(true, false)) {
            throw new IOException("the folder " + root + " cannot be opened to other users");
        }
        return new TestSite(root, seed);
    }

    /** The folder to serve. */
    public Path root() {
        return root;
    }

    /**
     * A file of so many octets, by a name like {@code small/1.bin}.
     *
     * @throws IOException when it cannot be written
     */
    public TestFile createFile(String name, long bytes) throws IOException {
        TestFile cached = files.get(name);
        if (cached == null) {
            cached = new TestFile("/" + name, bytes, write(name, bytes));
            files.put(name, cached);
        }
        return cached;
    }

    private long write(String name, long bytes) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        SplittableRandom random = new SplittableRandom(seed ^ name.hashCode());
        CRC32C crc = new CRC32C();
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(path)) {
            for (long left = bytes; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                int length = (int) Math.min(left, BLOCK);
                out.write(block, 0, length);
                crc.update(block, 0, length);
            }
        }
        return crc.getValue();
    }

    /** The hash of some octets of a file. */
    long crc32c(TestFile file, long position, int length) throws IOException {
        byte[] part = new byte[length];
        try (RandomAccessFile content =
                new RandomAccessFile(root.resolve(file.target().substring(1)).toFile(), "r")) {
            content.seek(position);
            content.readFully(part);
        }
        return crc32c(part);
    }

    /** The hash of octets in memory. */
    static long crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.wrap(bytes));
        return crc.getValue();
    }

    /** Deletes the folder. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }
}
