package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.headers.CorsPolicy;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.options.FileOptions;
import dev.roundhouse.http.handlers.options.MappingOptions;
import java.util.Optional;

/**
 * How a site is served.
 *
 * @param mapping touch to change which path leads to which file
 * @param symlinks touch when links that lead out of the root are meant, or none should count at all
 * @param files touch to change how files are sent: types, codings, memory, and the fields they carry ({@link HeaderPolicy})
 * @param cors touch to let pages of other origins read this site
 * @param openDirectories how many directories below each root are held open, with two descriptors each, for the next who asks;
 *     touch when files of many directories are asked for, and there are descriptors to spare
 * @param openFiles the most descriptors that the files and directories of this site take at once, those of open directories
 *     included; requests beyond that get 503. {@link #ANY_NUMBER} unless sockets and logs have to share a small limit
 */
public record SiteOptions(
        MappingOptions mapping,
        SymlinkPolicy symlinks,
        FileOptions files,
        Optional<CorsPolicy> cors,
        int openDirectories,
        int openFiles) {
    /** No limit but that of the system. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** A directory, its duplicate, and a file in it. */
    private static final int LEAST_FILES = 3;

    /** Right for most sites. */
    public static final SiteOptions DEFAULT = new SiteOptions(
            MappingOptions.DEFAULT,
            SymlinkPolicy.INSIDE,
            FileOptions.DEFAULT,
            Optional.empty(),
            DocumentRoot.DEFAULT_OPEN_DIRECTORIES,
            ANY_NUMBER);

    /** @throws IllegalArgumentException when no directory at all may be held open, or not even one file opened */
    public SiteOptions {
        if (openDirectories < 1) {
            throw new IllegalArgumentException(openDirectories + " directories held open are too few; 1 at least");
        }
        if (openFiles < LEAST_FILES) {
            throw new IllegalArgumentException(openFiles + " open files are too few; " + LEAST_FILES + " at least");
        }
    }

    /** These options with another mapping. */
    public SiteOptions withMapping(MappingOptions other) {
        return new SiteOptions(other, symlinks, files, cors, openDirectories, openFiles);
    }

    /** These options with other ways of sending files. */
    public SiteOptions withFiles(FileOptions other) {
        return new SiteOptions(mapping, symlinks, other, cors, openDirectories, openFiles);
    }

    /** These options with another way of following links. */
    public SiteOptions withSymlinks(SymlinkPolicy other) {
        return new SiteOptions(mapping, other, files, cors, openDirectories, openFiles);
    }

    /** These options with pages of other origins that may read. */
    public SiteOptions withCors(CorsPolicy policy) {
        return new SiteOptions(mapping, symlinks, files, Optional.of(policy), openDirectories, openFiles);
    }
}
