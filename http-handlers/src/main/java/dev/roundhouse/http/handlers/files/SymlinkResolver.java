package dev.roundhouse.http.handlers.files;

import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Follows the symbolic links on the way to a file, as far as the rule for them allows. */
record SymlinkResolver(SymlinkPolicy symlinks) {
    /**
     * Where a path leads.
     *
     * @param real the path without links; empty if it leads nowhere
     * @param otherwise what is found then
     */
    record Way(Optional<Path> real, Resource otherwise) {
        static Way to(Path real) {
            return new Way(Optional.of(real), Resource.MISSING);
        }

        static Way nowhere(MissingReason reason) {
            return new Way(Optional.empty(), new Resource.Missing(reason));
        }
    }

    /** Where links lead to. Only a proposal: it is true when the walk there finds no link. */
    Way follow(Path base, Path file) {
        if (symlinks == SymlinkPolicy.DENY) {
            return holdsLink(base, file) ? Way.nowhere(MissingReason.LINK_DENIED) : Way.to(file);
        }
        try {
            Path real = file.toRealPath();
            return real.startsWith(base) ? Way.to(real) : Way.nowhere(MissingReason.LINK_OUTSIDE);
        } catch (IOException unreachable) {
            DocumentRoot.logUnexpected(unreachable);
            return Way.nowhere(reason(unreachable));
        }
    }

    /** Why nothing is found where the file system says this. */
    static MissingReason reason(IOException unreachable) {
        return unreachable instanceof AccessDeniedException ? MissingReason.UNREADABLE : MissingReason.NO_SUCH_NAME;
    }

    /** Whether a name behind the base is a symbolic link. */
    static boolean holdsLink(Path base, Path file) {
        Path at = base;
        for (Path name : base.relativize(file)) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }
}
