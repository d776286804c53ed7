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
 * The files that all servers serve, in a temporary directory. A file is created on first use; its content depends on
 * the seed and its name, so two runs with the same seed use the same files. Closing the site deletes it.
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

    /** Creates an empty site in a new temporary directory. */
    public static TestSite create(long seed) throws IOException {
        Path root = Files.createTempDirectory("roundhouse-lab-");
        // Some servers run as another user, who must be able to read the files.
        if (!root.toFile().setReadable(true, false) || !root.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make directory " + root + " readable for other users");
        }
        return new TestSite(root, seed);
    }

    /** The directory to serve. */
    public Path root() {
        return root;
    }

    /**
     * Creates a file of this size, with a name like {@code small/1.bin}.
     *
     * @throws IOException if it cannot be written
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

    /** The checksum of a range of a file. */
    long crc32c(TestFile file, long position, int length) throws IOException {
        byte[] range = new byte[length];
        try (RandomAccessFile content =
                new RandomAccessFile(root.resolve(file.target().substring(1)).toFile(), "r")) {
            content.seek(position);
            content.readFully(range);
        }
        return crc32c(range);
    }

    /** The checksum of bytes in memory. */
    static long crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.wrap(bytes));
        return crc.getValue();
    }

    /** Deletes the directory. */
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
