package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Follows the symbolic links in the path of a file, as far as the policy allows. */
record SymlinkResolver(SymlinkPolicy symlinks) {
    /**
     * The target of a path.
     *
     * @param real the path without links; empty if there is no target
     * @param otherwise the result of the lookup if there is none
     */
    record LinkTarget(Optional<Path> real, Resource otherwise) {
        static LinkTarget of(Path real) {
            return new LinkTarget(Optional.of(real), Resource.MISSING);
        }

        static LinkTarget none(MissingReason reason) {
            return new LinkTarget(Optional.empty(), new Resource.Missing(reason));
        }
    }

    /** Follows the links of a path. A link may change at any time: the target is valid if opening it meets no link. */
    LinkTarget follow(Path base, Path file) {
        if (symlinks == SymlinkPolicy.DENY) {
            return hasLink(base, file) ? LinkTarget.none(MissingReason.LINK_DENIED) : LinkTarget.of(file);
        }
        try {
            Path real = file.toRealPath();
            return real.startsWith(base) ? LinkTarget.of(real) : LinkTarget.none(MissingReason.LINK_OUTSIDE);
        } catch (IOException e) {
            DocumentRoot.logUnexpected(e);
            return LinkTarget.none(reason(e));
        }
    }

    /** The reason for a missing resource if the file system fails with this error. */
    static MissingReason reason(IOException error) {
        return error instanceof AccessDeniedException ? MissingReason.UNREADABLE : MissingReason.NO_SUCH_NAME;
    }

    /** Whether a name after the base is a symbolic link. */
    static boolean hasLink(Path base, Path file) {
        Path current = base;
        for (Path name : base.relativize(file)) {
            current = current.resolve(name);
            if (Files.isSymbolicLink(current)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the path below a directory contains a symbolic link that leads to nothing, or to itself. Reads the attributes of
     * each name.
     */
    static boolean hasDanglingLink(Path directory, List<String> names) {
        Path current = directory;
        for (String name : names) {
            current = current.resolve(name);
            if (!Files.exists(current)) {
                return Files.isSymbolicLink(current);
            }
        }
        return false;
    }
}
