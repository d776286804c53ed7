package dev.roundhouse.http.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A few small files in a directory of their own, old enough to be cached. */
public final class SampleSite implements AutoCloseable {
    /** The path of a file whose name needs no encoding. */
    public static final String PLAIN = "/assets/site.css";

    /** The path of a file whose name has a space and an umlaut. */
    public static final String ENCODED = "/assets/%C3%BCber%20uns.txt";

    /** Another path of the first. */
    public static final String DOTS = "/assets/./old/../site.css";

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T12:00:00Z"));
    private static final List<String> NAMES = List.of("index.html", "assets/site.css", "assets/\u00fcber uns.txt");

    private final Path root;

    /** Creates the files, of about 1 KiB each. */
    public SampleSite() throws IOException {
        root = Files.createTempDirectory("benchmarks").toRealPath();
        Files.createDirectories(root.resolve("assets/old"));
        for (String name : NAMES) {
            Path file = root.resolve(name);
            Files.writeString(file, ("/* " + file.getFileName() + " */ p { margin: 0 }\n").repeat(26));
            Files.setLastModifiedTime(file, LONG_AGO);
        }
    }

    /** Its real path. */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
