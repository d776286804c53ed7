package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import java.util.Optional;

/**
 * How a site is served: a value that opens nothing. A site with a small cache that follows no symbolic links:
 *
 * <pre>{@code
 * SiteOptions options = SiteOptions.DEFAULT
 *         .withFiles(FileOptions.DEFAULT.withCacheBytes(64 << 20))
 *         .withSymlinks(SymlinkPolicy.DENY);
 * SiteHandler site = new SiteHandler(Path.of("public"), List.of(), options, InstantSource.system());
 * }</pre>
 *
 * @param mapping which path leads to which file
 * @param symlinks change it when links out of the root are intended, or links are not to be followed
 * @param files how files are sent: media types, codings, cache, and additional headers ({@link HeaderPolicy})
 * @param cors lets pages of other origins read this site
 * @param openDirectories how many directories below each root are held open for later requests, with two descriptors each;
 *     increase it when files of many directories are requested, and descriptors are available
 * @param openFiles maximum number of descriptors for the files and directories of this site, including those held open; requests
 *     beyond that get 503. {@link #ANY_NUMBER} unless sockets and logs have to share a small limit
 */
public record SiteOptions(
        MappingOptions mapping,
        SymlinkPolicy symlinks,
        FileOptions files,
        Optional<CorsPolicy> cors,
        int openDirectories,
        int openFiles) {
    /** No limit except that of the system. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** A directory, its duplicate descriptor, and a file in it. */
    private static final int MIN_OPEN_FILES = 3;

    /** Suitable for most sites. */
    public static final SiteOptions DEFAULT = new SiteOptions(
            MappingOptions.DEFAULT,
            SymlinkPolicy.INSIDE,
            FileOptions.DEFAULT,
            Optional.empty(),
            DocumentRoot.DEFAULT_OPEN_DIRECTORIES,
            ANY_NUMBER);

    /** @throws IllegalArgumentException if no directory may be held open, or not even one file opened */
    public SiteOptions {
        if (openDirectories < 1) {
            throw new IllegalArgumentException(openDirectories + " directories held open are too few; 1 at least");
        }
        if (openFiles < MIN_OPEN_FILES) {
            throw new IllegalArgumentException(openFiles + " open files are too few; " + MIN_OPEN_FILES + " at least");
        }
    }

    /** These options with another mapping. */
    public SiteOptions withMapping(MappingOptions other) {
        return new SiteOptions(other, symlinks, files, cors, openDirectories, openFiles);
    }

    /** These options with other file options. */
    public SiteOptions withFiles(FileOptions other) {
        return new SiteOptions(mapping, symlinks, other, cors, openDirectories, openFiles);
    }

    /** These options with another policy for symbolic links. */
    public SiteOptions withSymlinks(SymlinkPolicy other) {
        return new SiteOptions(mapping, other, files, cors, openDirectories, openFiles);
    }

    /** These options with a policy for other origins. */
    public SiteOptions withCors(CorsPolicy policy) {
        return new SiteOptions(mapping, symlinks, files, Optional.of(policy), openDirectories, openFiles);
    }
}
