package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/** A directory on disk, and operations on a name in it. Symbolic links are never followed. */
sealed interface DirectoryHandle extends AutoCloseable
        permits OpenDirectoryHandle, PathDirectoryResolver.PathDirectoryHandle {
    /** The attributes of a name; of a link, those of the link itself. */
    BasicFileAttributes attributes(Path name) throws IOException;

    /**
     * Opens a file for reading. The caller has checked that it is one: a FIFO would block the thread until a process writes to
     * it.
     */
    FileContent openFile(Path name) throws IOException;

    /** Passes every name to the consumer; may be called once. */
    void forEachName(Consumer<String> taker) throws IOException;

    @Override
    void close();
}
