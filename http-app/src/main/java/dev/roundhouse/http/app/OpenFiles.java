package dev.roundhouse.http.app;

import dev.roundhouse.http.app.options.Counts;
import dev.roundhouse.http.transport.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and sockets this process may have open, and how many of them may be connections. */
final class OpenFiles {
    /** The system's own account of this process, on Linux. The JVM raises the soft limit when it starts; this is later. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern LINE = Pattern.compile("Max open files +(\\d{1,9}) .*");

    /** The program itself, its listening socket and its logs; and files, for fewer than all connections at once. */
    private static final int RESERVE_AT_LEAST = 64;

    private static final int RESERVED_PART = 4;

    private OpenFiles() {}

    /** Reads the value of {@code --max-connections}: a number, off, or auto. */
    static Integer connections(String text) {
        return text.equals("auto") ? connections(readLimits()) : Counts.orOff(text);
    }

    private static List<String> readLimits() {
        try {
            return Files.readAllLines(LIMITS);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** The most connections under such limits; any number where there is none. */
    static int connections(List<String> limits) {
        return limits.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> withoutReserve(Integer.parseInt(line.group(1))))
                .findFirst()
                .orElse(Settings.ANY_NUMBER);
    }

    private static int withoutReserve(int files) {
        return Math.max(1, files - Math.max(RESERVE_AT_LEAST, files / RESERVED_PART));
    }
}
