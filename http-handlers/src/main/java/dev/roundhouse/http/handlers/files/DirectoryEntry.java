package dev.roundhouse.http.handlers.files;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An entry of a directory.
 *
 * @param name one that a path can contain
 * @param isDirectory rather than a file
 * @param size in bytes; 0 for a directory
 * @param modifiedEpochSecond when it was last changed, in seconds since 1970; any number that a file system keeps
 */
public record DirectoryEntry(String name, boolean isDirectory, long size, long modifiedEpochSecond) {
    private static final long FIRST_SECOND =
            LocalDate.of(0, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    private static final long END_OF_TIMES =
            LocalDate.of(10_000, 1, 1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();

    /** When it was last changed; nothing for a year that four digits cannot write. RFC 3339 §1, §5.6 */
    public Optional<Instant> modified() {
        return modifiedEpochSecond >= FIRST_SECOND && modifiedEpochSecond < END_OF_TIMES
                ? Optional.of(Instant.ofEpochSecond(modifiedEpochSecond))
                : Optional.empty();
    }

    /** An entry of which only the name is known. */
    public static DirectoryEntry ofName(String name) {
        return new DirectoryEntry(name, false, 0, 0);
    }
}
