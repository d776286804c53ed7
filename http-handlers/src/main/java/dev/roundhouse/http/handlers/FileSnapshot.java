package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.MappingResult.ServeFile;
import dev.roundhouse.http.handlers.Resource.RegularFile;
import java.util.Map;

/**
 * A file and its precompressed twins, as one look found them. Equal looks mean that nothing has changed.
 *
 * @param served the file as it is
 * @param twins its content in codings, none older than the file
 */
record FileSnapshot(ServeFile<DocumentRoot> served, Map<ContentCoding, RegularFile> twins) {
    FileSnapshot {
        twins = Map.copyOf(twins);
    }

    /** Whether all of it would have other facts if it changed now, and is said to be as old tomorrow as today. */
    boolean isSettled(long nowMillis) {
        return isSettled(served.file(), nowMillis)
                && twins.values().stream().allMatch(twin -> isSettled(twin, nowMillis));
    }

    private static boolean isSettled(RegularFile file, long nowMillis) {
        return file.facts().isSettled(nowMillis) && !file.facts().isAhead(nowMillis);
    }
}
