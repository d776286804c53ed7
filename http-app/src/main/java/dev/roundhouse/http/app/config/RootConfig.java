package dev.roundhouse.http.app.config;

import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.files.DotfilePolicy;
import dev.roundhouse.http.handlers.options.Mount;
import dev.roundhouse.http.semantics.UriPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which directories are served, and under which paths.
 *
 * @param directory the directory at the path {@code /}, as it was typed
 * @param mounts the directories under other paths
 * @param basePath the prefix of all request paths
 * @param dotfiles whether files are served whose name starts with a dot
 * @param symlinks which symbolic links are followed
 * @param healthPath the path of the health check, percent-encoded; empty for none
 */
public record RootConfig(
        Path directory,
        List<Mount> mounts,
        UriPath basePath,
        DotfilePolicy dotfiles,
        SymlinkPolicy symlinks,
        Optional<String> healthPath) {
    /** Copies the list. */
    public RootConfig {
        mounts = List.copyOf(mounts);
    }
}
