package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/**
 * The directory that has this path, whichever that is at each call.
 *
 * @param path of the directory
 * @param budget of which descriptors are taken
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
        // Nothing is open.
    }
}
