package dev.roundhouse.http.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Generator of random changes of a site on disk, as operators make them. Files and directories are created, deleted, renamed,
 * replaced and changed in place, with times that are kept or set; links, the root and the mounted directory are replaced.
 *
 * <p>The site is {@code current}, a link to one of two releases; {@code mounted} is a directory next to it; {@code outside}
 * must never be served.
 */
final class SiteChangeGenerator {
    private static final List<String> DIRECTORIES = List.of("", "d", "d/e", "x");
    private static final List<String> NAMES = List.of(
            "a.txt", "p", "p.html", "index.html", "index.htm", "big.bin", "d", "e", "x", "app.html", "404.html");
    private static final List<String> SUFFIXES = List.of(".br", ".gz", ".zst");
    private static final int[] SIZES = {0, 1, 9, 9, 9, 2_000, 2_000, 50_000, 300_000};

    private final Path base;
    private final SplittableRandom random;
    private final Path probe;
    private int version;

    SiteChangeGenerator(Path directory, SplittableRandom random) throws IOException {
        this.base = directory;
        this.random = random;
        this.probe = Files.writeString(directory.resolve("probe"), "");
        for (String release : List.of("r1", "r2", "mounted", "outside")) {
            Files.createDirectories(directory.resolve(release).resolve("d/e"));
        }
        Files.createDirectories(directory.resolve("r1/x"));
        Files.writeString(directory.resolve("outside/a.txt"), SiteFixtureDirectory.SECRET);
        Files.writeString(directory.resolve("outside/d/a.txt"), SiteFixtureDirectory.SECRET);
        Files.createSymbolicLink(top(), Path.of("r1"));
        new ProcessBuilder("mkfifo", directory.resolve("fifo").toString())
                .start()
                .onExit()
                .join();
    }

    Path top() {
        return base.resolve("current");
    }

    Path mounted() {
        return base.resolve("mounted");
    }

    /** Waits for the next tick of the file system's clock. A real second is longer than one; a second of the test is not. */
    void waitForClock() throws IOException {
        FileTime before = touched();
        while (touched().equals(before)) {
            LockSupport.parkNanos(200_000);
        }
    }

    private FileTime touched() throws IOException {
        Files.write(probe, new byte[] {1});
        return Files.getLastModifiedTime(probe);
    }

    /** A path to request, which exists in about half of the cases. */
    String target() {
        String directory = pick(List.of("", "", "d/", "d/", "d/e/", "x/", "mnt/", "mnt/d/"));
        String name =
                pick(List.of("", "", "a.txt", "p", "p.html", "p/", "index.html", "index", "big.bin", "d", "e", "x"));
        return switch (random.nextInt(30)) {
            case 0 -> "/" + directory + pick(NAMES) + pick(SUFFIXES);
            case 1 -> "//" + directory + name;
            case 2 -> "/" + directory + "./" + name;
            case 3 -> "/%61.txt?q=1";
            case 4 -> "/.well-known/a.txt";
            case 5 -> "/" + directory + "%zz";
            default -> "/" + directory + name;
        };
    }

    /** Makes a random change and returns its description; a change that is impossible now is skipped. */
    String change() {
        Path site = random.nextInt(6) == 0 ? mounted() : top();
        Path file = site.resolve(pick(DIRECTORIES)).resolve(pick(NAMES));
        Instant time = pick(List.of(
                Instant.now(),
                SiteFixtureDirectory.MORNING,
                SiteFixtureDirectory.NOON,
                Instant.EPOCH,
                Instant.now().plusSeconds(99_999)));
        int kind = random.nextInt(34);
        try {
            change(kind, file, time);
            return kind + " " + base.relativize(file);
        } catch (IOException impossible) {
            return kind + " (" + impossible + ")";
        }
    }

    private void change(int kind, Path file, Instant time) throws IOException {
        switch (kind) {
            case 0, 1, 2, 3 -> write(file, time);
            case 4, 5, 6 -> remove(file);
            case 7 -> remove(file.getParent());
            case 8 -> Files.move(file, file.resolveSibling(pick(NAMES)), StandardCopyOption.ATOMIC_MOVE);
            case 9 -> Files.move(file.getParent(), base.resolve("r1").resolve(pick(NAMES)));
            case 10, 11, 12 -> rewriteInPlace(file);
            case 13, 14 -> replaceWithSameTimes(file);
            case 15 -> truncate(file);
            case 16 -> Files.writeString(file, "more", StandardOpenOption.APPEND);
            case 17 -> chmod(file);
            case 18 -> chmod(file.getParent());
            case 19 -> link(file, Path.of(pick(NAMES)));
            case 20 -> link(file, base.resolve("outside/a.txt"));
            case 21 -> link(file, Path.of("missing"));
            case 22 -> exchangeForLink(file.getParent(), base.resolve("outside/" + random.nextInt(1 << 30)));
            case 23 -> exchangeForLink(file.getParent(), base.resolve("r1/" + pick(NAMES)));
            case 24 -> fifo(file);
            case 25 -> directory(file);
            case 26, 27 -> write(sidecar(file), time);
            case 28 -> remove(sidecar(file));
            case 29 -> Files.setLastModifiedTime(sidecar(file), FileTime.from(time));
            case 30 -> Files.setLastModifiedTime(file, FileTime.from(time));
            case 31 -> turn();
            case 32 -> exchange(mounted(), base.resolve("spare"));
            default -> link(file.getParent(), Path.of(pick(List.of("d", "x", "e", "..", "../outside/d"))));
        }
    }

    private Path sidecar(Path file) {
        return file.resolveSibling(pick(List.of("a.txt", "p.html", "index.html")) + pick(SUFFIXES));
    }

    /** Returns content that differs from all earlier ones, also of the same size. */
    private byte[] content(int size) {
        byte[] bytes = new byte[size];
        byte[] text = (version++ + " version ").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            bytes[i] = text[i % text.length];
        }
        return bytes;
    }

    private void write(Path file, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            remove(file);
        }
        Files.write(file, content(SIZES[random.nextInt(SIZES.length)]));
        if (random.nextInt(4) > 0) {
            Files.setLastModifiedTime(file, FileTime.from(time));
        }
    }

    /** Changes a file as {@code rsync --inplace -t} does. */
    private void rewriteInPlace(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            FileTime time = Files.getLastModifiedTime(file);
            Files.write(file, content((int) Files.size(file)));
            Files.setLastModifiedTime(file, time);
        }
    }

    /** Replaces a file as {@code rsync -t} and {@code tar} do; the time of the directory is restored as well. */
    private void replaceWithSameTimes(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            FileTime above = Files.getLastModifiedTime(file.getParent());
            Path next = Files.write(file.resolveSibling("next.tmp"), content((int) Files.size(file)));
            Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(file.getParent(), above);
        }
    }

    private void truncate(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            Files.write(file, content((int) Files.size(file) / 2));
        }
    }

    private void chmod(Path file) throws IOException {
        String mode = Files.isDirectory(file)
                ? pick(List.of("---------", "--x--x--x", "rwxr-xr-x", "rwxr-xr-x"))
                : pick(List.of("---------", "rw-r--r--"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** Restores all permissions, so that a user other than root can delete the files. */
    void makeDeletable() throws IOException {
        makeDeletable(base);
    }

    private static void makeDeletable(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path each : entries.toList()) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    makeDeletable(each);
                }
            }
        }
    }

    private void link(Path file, Path target) throws IOException {
        remove(file);
        Files.createSymbolicLink(file, target);
    }

    /** Moves a directory and replaces it by a link to it. */
    private void exchangeForLink(Path directory, Path elsewhere) throws IOException {
        if (!directory.equals(top()) && !directory.equals(mounted())) {
            Files.move(directory, elsewhere);
            Files.createSymbolicLink(directory, elsewhere);
        }
    }

    private void fifo(Path file) throws IOException {
        remove(file);
        Files.createLink(file, base.resolve("fifo"));
    }

    private void directory(Path file) throws IOException {
        remove(file);
        Files.createDirectories(file);
        Files.write(file.resolve(pick(NAMES)), content(9));
    }

    /** Links another release; or removes the root, and restores it at the next call. */
    private void turn() throws IOException {
        Files.deleteIfExists(top());
        if (random.nextInt(3) > 0) {
            Files.createSymbolicLink(top(), Path.of(pick(List.of("r1", "r2"))));
        }
    }

    private static void exchange(Path one, Path other) throws IOException {
        if (Files.exists(other)) {
            Files.move(other, one);
        } else {
            Files.move(one, other);
        }
    }

    private void remove(Path file) throws IOException {
        if (file.equals(top()) || file.equals(mounted()) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(file)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private <T> T pick(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
