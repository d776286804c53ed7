package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A directory to be listed: cheap to ask for names, dearer to ask what each of them is. */
public interface EntrySource extends AutoCloseable {
    /** Hands out every name once, in no order, those that nobody may see among them. */
    void forEachName(Consumer<String> taker) throws IOException;

    /** What is behind a name; nothing when it is neither file nor directory, leads out of the root, or is gone. */
    Optional<DirectoryEntry> entry(String name);

    @Override
    default void close() {}
}
