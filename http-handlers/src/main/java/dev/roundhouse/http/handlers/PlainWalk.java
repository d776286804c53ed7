package dev.roundhouse.http.handlers;

import java.nio.file.Path;
import java.util.Optional;

/**
 * By path, each time anew: for systems that cannot hold a directory open, and for roots without a fence. What a path leads to
 * may change between two steps.
 */
final class PlainWalk implements Walk {
    private final DescriptorBudget budget;

    PlainWalk() {
        this(DescriptorBudget.unlimited());
    }

    PlainWalk(DescriptorBudget budget) {
        this.budget = budget;
    }

    @Override
    public Optional<NamedFolder> enter(Path base, Path directory) {
        return Optional.of(new NamedFolder(directory, budget));
    }

    @Override
    public boolean remembers(Path base, Path directory) {
        return false;
    }

    @Override
    public Optional<NamedFolder> enterAgain(Path base, Path directory) {
        return enter(base, directory);
    }

    @Override
    public Optional<NamedFolder> enterAlone(Path base, Path directory) {
        return enter(base, directory);
    }
}
