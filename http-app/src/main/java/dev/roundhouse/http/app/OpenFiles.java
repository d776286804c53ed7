package dev.roundhouse.http.app;

import dev.roundhouse.http.app.options.Counts;
import dev.roundhouse.http.handlers.DescriptorLimit;
import dev.roundhouse.http.transport.Settings;
import java.util.OptionalInt;

/** How many files and sockets this process may have open, and how many of them may be connections. */
final class OpenFiles {
    /** The program itself, its listening socket and its logs; and files, for fewer than all connections at once. */
    private static final int RESERVE_AT_LEAST = 64;

    private static final int RESERVED_PART = 4;

    private OpenFiles() {}

    /** Reads the value of {@code --max-connections}: a number, off, or auto. */
    static Integer connections(String text) {
        return text.equals("auto") ? connections(DescriptorLimit.ofThisProcess()) : Counts.orOff(text);
    }

    /** The most connections under such a limit; any number where there is none. */
    static int connections(OptionalInt limit) {
        return limit.isPresent() ? withoutReserve(limit.getAsInt()) : Settings.ANY_NUMBER;
    }

    private static int withoutReserve(int files) {
        return Math.max(1, files - Math.max(RESERVE_AT_LEAST, files / RESERVED_PART));
    }
}
