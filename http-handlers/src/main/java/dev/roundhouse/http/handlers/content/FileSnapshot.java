package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import java.util.Map;

/**
 * A file and its precompressed twins, as one look found them. Equal looks mean that nothing has changed.
 *
 * @param file the file as it is
 * @param sidecars its content in codings, none older than the file
 */
public record FileSnapshot(ServeFile file, Map<ContentCoding, RegularFile> sidecars) {
    public FileSnapshot {
        sidecars = Map.copyOf(sidecars);
    }

    /** Whether all of it would have other facts if it changed now, and is said to be as old tomorrow as today. */
    boolean isStable(long nowMillis) {
        return isStable(file.file(), nowMillis)
                && sidecars.values().stream().allMatch(sidecar -> isStable(sidecar, nowMillis));
    }

    private static boolean isStable(RegularFile file, long nowMillis) {
        return file.metadata().isStable(nowMillis) && !file.metadata().isAhead(nowMillis);
    }
}
