package dev.roundhouse.http.handlers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and sockets a process may have open. */
public final class DescriptorLimit {
    /** The system's own account of this process, on Linux. The JVM raises the soft limit when it starts; this is later. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern LINE = Pattern.compile("Max open files +(\\d{1,9}) .*");

    private DescriptorLimit() {}

    /** The limit of this process; nothing where there is none, or where the system does not tell. */
    public static OptionalInt ofThisProcess() {
        try {
            return in(Files.readAllLines(LIMITS));
        } catch (IOException notLinux) {
            return OptionalInt.empty();
        }
    }

    /** The limit in such an account. */
    static OptionalInt in(List<String> account) {
        return account.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .findFirst();
    }
}
