package dev.roundhouse.http.handlers.files;

import java.nio.file.Path;
import java.util.Optional;

/**
 * By path, each time anew: for systems that cannot hold a directory open, and for roots without a fence. What a path leads to
 * may change between two steps.
 */
final class PathDirectoryResolver implements DirectoryResolver {
    private final DescriptorBudget budget;

    PathDirectoryResolver() {
        this(DescriptorBudget.unlimited());
    }

    PathDirectoryResolver(DescriptorBudget budget) {
        this.budget = budget;
    }

    @Override
    public Optional<PathDirectoryHandle> open(Path base, Path directory) {
        return Optional.of(new PathDirectoryHandle(directory, budget));
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    public boolean isCached(Path base, Path directory) {
        return false;
    }

    @Override
    public Optional<PathDirectoryHandle> openCached(Path base, Path directory) {
        return open(base, directory);
    }

    @Override
    public Optional<PathDirectoryHandle> openExclusive(Path base, Path directory) {
        return open(base, directory);
    }
}
