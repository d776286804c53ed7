package dev.roundhouse.http.handlers.content;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.handlers.mapping.MappingResult.ServeFile;
import java.util.Map;

/**
 * A file and its precompressed sidecars at the time of a lookup. Equal snapshots mean that nothing has changed.
 *
 * @param file the file and where it was found
 * @param sidecars usable sidecars by coding
 */
public record FileSnapshot(ServeFile file, Map<ContentCoding, RegularFile> sidecars) {
    public FileSnapshot {
        sidecars = Map.copyOf(sidecars);
    }

    /** Whether a change now would show in the metadata of each file, and no modification time is in the future. */
    boolean isStable(long nowMillis) {
        return isStable(file.file(), nowMillis)
                && sidecars.values().stream().allMatch(sidecar -> isStable(sidecar, nowMillis));
    }

    private static boolean isStable(RegularFile file, long nowMillis) {
        return file.metadata().isStable(nowMillis) && !file.metadata().isAhead(nowMillis);
    }
}
