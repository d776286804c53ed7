package dev.roundhouse.http.app.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and sockets this process may have open, and has. */
public final class FileDescriptorLimit {
    /** The system's own account of this process, on Linux. The JVM raises the soft limit when it starts; this is later. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final File OPEN = new File("/proc/self/fd");

    private static final Pattern LINE = Pattern.compile("Max open files +(\\d{1,9}) .*");

    private FileDescriptorLimit() {}

    /**
     * How the descriptors of this process are shared out, by what it has open now.
     *
     * @param loops how many selector loops there would be
     * @param requested the value of {@code --max-connections}
     */
    public static DescriptorPlan plan(int loops, OptionalInt requested) {
        return DescriptorPlan.of(limit(readLimits()), inUse(), loops, requested);
    }

    private static int inUse() {
        String[] open = OPEN.list();
        // The listing itself takes one.
        return open == null ? 0 : open.length - 1;
    }

    private static List<String> readLimits() {
        try {
            return Files.readAllLines(LIMITS);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** The limit in such an account; nothing where there is none. */
    static OptionalInt limit(List<String> account) {
        return account.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .findFirst();
    }
}
