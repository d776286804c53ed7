package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resolves each path again: for systems without directory handles, and for roots whose symbolic links may lead anywhere. The
 * target of a path may change between two steps.
 */
final class PathDirectoryResolver implements DirectoryResolver {
    private final DescriptorBudget budget;

    /**
     * The directory that has this path at the time of each call.
     *
     * @param path of the directory
     * @param budget limits the descriptors
     */
    record PathDirectoryHandle(Path path, DescriptorBudget budget) implements DirectoryHandle {
        /** A stream of names has a duplicate of its descriptor. */
        private static final int DESCRIPTORS = 2;

        @Override
        public BasicFileAttributes attributes(Path name) throws IOException {
            return Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public FileContent openFile(Path name) throws IOException {
            return FileContent.open(path.resolve(name), budget);
        }

        @Override
        @SuppressWarnings("StreamResourceLeak") // it is closed, but not in the expression that opens it
        public void forEachName(Consumer<String> taker) throws IOException {
            DescriptorBudget.Opened<DirectoryStream<Path>> opened =
                    budget.open(DESCRIPTORS, () -> Files.newDirectoryStream(path));
            try (DirectoryStream<Path> names = opened.value()) {
                DirectoryResolver.forEachName(names, taker);
            } finally {
                opened.permit().close();
            }
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

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
        // nothing is held open
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
