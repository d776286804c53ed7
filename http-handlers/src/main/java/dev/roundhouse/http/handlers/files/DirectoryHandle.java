package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** A directory on disk, and what can be done with one name in it. A name that is a symbolic link is never followed. */
sealed interface DirectoryHandle extends AutoCloseable permits OpenDirectoryHandle, PathDirectoryHandle {
    /** What stands under a name; of a link, the facts of the link. */
    BasicFileAttributes attributes(Path name) throws IOException;

    /** Opens a file to read it. Whoever calls has looked: a FIFO would hold the thread until somebody writes to it. */
    FileContent openFile(Path name) throws IOException;

    /** Hands out every name; once at most. */
    void forEachName(Consumer<String> taker) throws IOException;

    @Override
    void close();
}
