package dev.roundhouse.http.handlers;

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
    public Optional<PathDirectoryHandle> enter(Path base, Path directory) {
        return Optional.of(new PathDirectoryHandle(directory, budget));
    }

    @Override
    public boolean remembers(Path base, Path directory) {
        return false;
    }

    @Override
    public Optional<PathDirectoryHandle> enterAgain(Path base, Path directory) {
        return enter(base, directory);
    }

    @Override
    public Optional<PathDirectoryHandle> enterAlone(Path base, Path directory) {
        return enter(base, directory);
    }
}
