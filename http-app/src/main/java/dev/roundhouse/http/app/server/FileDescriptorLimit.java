package dev.roundhouse.http.app.server;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The number of file descriptors that this process may open and has open. */
public final class FileDescriptorLimit {
    /** The limits of this process on Linux, after the JVM has raised the soft limit at startup. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    private static final File OPEN = new File("/proc/self/fd");

    private static final String LINE = "Max open files ";

    /** More do not fit an int. */
    private static final int MAX_DIGITS = 9;

    private FileDescriptorLimit() {}

    /**
     * Divides the descriptors of this process, less those that are open now.
     *
     * @param loops the number of event loops wanted
     * @param requested the value of {@code --max-connections}
     */
    public static DescriptorPlan plan(int loops, OptionalInt requested) {
        return DescriptorPlan.of(limit(readLimits()), inUse(), loops, requested);
    }

    private static int inUse() {
        String[] open = OPEN.list();
        // The listing itself uses one.
        return open == null ? 0 : open.length - 1;
    }

    private static List<String> readLimits() {
        try {
            return Files.readAllLines(LIMITS);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    /** The limit in the lines of such a file; empty if there is none. */
    static OptionalInt limit(List<String> lines) {
        for (String line : lines) {
            if (line.startsWith(LINE)) {
                String rest = line.substring(LINE.length()).stripLeading();
                return number(rest.substring(0, Math.max(0, rest.indexOf(' '))));
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt number(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MAX_DIGITS && HttpGrammar.areDigits(text, 0, text.length());
        return isNumber ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
