package dev.roundhouse.http.handlers.files;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The entries of a directory to be listed: reading the names is cheap, reading the attributes of each is not. */
public interface EntrySource extends AutoCloseable {
    /** Passes every name to the consumer once, in no order; some may turn out to have no visible entry. */
    void forEachName(Consumer<String> taker) throws IOException;

    /** The entry of a name; nothing when it is neither file nor directory, leads out of the root, or was deleted. */
    Optional<DirectoryEntry> entry(String name);

    @Override
    default void close() {}
}
