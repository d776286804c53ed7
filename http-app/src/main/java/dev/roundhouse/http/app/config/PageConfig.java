package dev.roundhouse.http.app.config;

import dev.roundhouse.http.semantics.UriPath;
import java.util.List;
import java.util.Optional;

/**
 * Which path leads to which file.
 *
 * @param indexFiles the names of index files, in the order in which they are tried
 * @param hasCleanUrls whether {@code about.html} is served at {@code /about}
 * @param spaFile the file of a single-page application; empty for none
 * @param listing whether directories without an index file are listed; empty to list them only on a loopback address and
 *     without a single-page application
 */
public record PageConfig(
        List<String> indexFiles, boolean hasCleanUrls, Optional<UriPath> spaFile, Optional<Boolean> listing) {
    /** Copies the list. */
    public PageConfig {
        indexFiles = List.copyOf(indexFiles);
    }

    /**
     * Returns whether directories without an index file are listed.
     *
     * @param isLoopback whether only this machine can connect
     */
    public boolean hasListing(boolean isLoopback) {
        return listing.orElse(isLoopback && spaFile.isEmpty());
    }
}
