package dev.roundhouse.http.handlers;

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
 */
record NamedFolder(Path path) implements Folder {
    @Override
    public BasicFileAttributes look(Path name) throws IOException {
        return Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public FileContent open(Path name) throws IOException {
        return FileContent.open(path.resolve(name));
    }

    @Override
    public void forEachName(Consumer<String> taker) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
            Walk.forEachName(names, taker);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
