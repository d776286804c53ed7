package dev.roundhouse.http.app.options;

import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.transport.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and sockets this process may have open, and who gets how many of them. */
public final class OpenFiles {
    /** The system's own account of this process, on Linux. The JVM raises the soft limit when it starts; this is later. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final Pattern LINE = Pattern.compile("Max open files +(\\d{1,9}) .*");

    /** The program itself, its listening socket and its logs; and files, for fewer than all connections at once. */
    private static final int RESERVE_AT_LEAST = 64;

    private static final int RESERVED_PART = 4;

    /** A site with more directories than these that are all asked for in turn will not fit its files into a cache either. */
    private static final int DIRECTORIES_AT_MOST = 512;

    /** A sixteenth of all descriptors, of which a directory takes two. */
    private static final int DIRECTORIES_PART = 32;

    /** The holder: read once, since it stays what it is while the process lives. */
    private static final class Limit {
        static final OptionalInt OF_THIS_PROCESS = limit(account());
    }

    private OpenFiles() {}

    /** Reads the value of {@code --max-connections}: a number, off, or auto, which is what the limit allows. */
    public static Integer connections(String text) {
        return text.equals("auto") ? connections(Limit.OF_THIS_PROCESS) : Counts.orOff(text);
    }

    /** How many directories may be held open for the next who asks. */
    public static int directories() {
        return directories(Limit.OF_THIS_PROCESS);
    }

    private static List<String> account() {
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

    /** The most connections under such a limit; any number where there is none. */
    static int connections(OptionalInt limit) {
        return limit.isPresent() ? withoutReserve(limit.getAsInt()) : Settings.ANY_NUMBER;
    }

    private static int withoutReserve(int files) {
        return Math.max(1, files - Math.max(RESERVE_AT_LEAST, files / RESERVED_PART));
    }

    /** The most directories under such a limit. */
    static int directories(OptionalInt limit) {
        int usual = SiteOptions.DEFAULT.openDirectories();
        return limit.isPresent()
                ? Math.max(usual, Math.min(DIRECTORIES_AT_MOST, limit.getAsInt() / DIRECTORIES_PART))
                : usual;
    }
}
