package dev.roundhouse.http.handlers.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Distinguishes a name that does not exist from a dangling symbolic link. Reads the attributes of each name of a path. */
final class DanglingLinks {
    private DanglingLinks() {}

    /** Whether a name on the way from this directory is a symbolic link that leads to nothing, or to itself. */
    static boolean isOneOnTheWay(Path directory, List<String> names) {
        Path at = directory;
        for (String name : names) {
            at = at.resolve(name);
            if (!Files.exists(at)) {
                return Files.isSymbolicLink(at);
            }
        }
        return false;
    }
}
