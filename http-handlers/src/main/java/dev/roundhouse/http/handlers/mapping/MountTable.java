package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.semantics.UriPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The roots of a site by the prefix of their paths. The longest prefix wins; {@code /docs} is no prefix of {@code /docs2}. */
final class MountTable {
    private final UriPath base;
    private final DocumentRoot root;
    private final List<MountedRoot> longestFirst;

    /**
     * A table of the root and the mounts below it.
     *
     * @param base prefix of all paths
     * @throws IllegalArgumentException for two mounts with the same prefix
     */
    MountTable(UriPath base, DocumentRoot top, List<MountedRoot> mounts) {
        this.base = base;
        this.root = top;
        this.longestFirst = new ArrayList<>(mounts);
        longestFirst.sort((one, other) -> Integer.compare(length(other.prefix()), length(one.prefix())));
        Set<UriPath> prefixes = new HashSet<>();
        for (MountedRoot mount : mounts) {
            if (!prefixes.add(mount.prefix())) {
                throw new IllegalArgumentException("Two mounts have the same path.");
            }
        }
    }

    private static int length(UriPath prefix) {
        return prefix.segments().size();
    }

    /**
     * The root that a path belongs to, and the path in it.
     *
     * @param isRoot whether it is the root of the site, not a mount
     * @param pathInRoot the path relative to that root
     * @param sitePath the path on the site, without the base
     */
    record MountedPath(DocumentRoot root, boolean isRoot, UriPath pathInRoot, UriPath sitePath) {
        /** Whether the other is in the same directory below the same mount. */
        boolean isSibling(MountedPath other) {
            return isRoot == other.isRoot
                    && pathInRoot.segments().size()
                            == other.pathInRoot.segments().size()
                    && sitePath.segments().size() == other.sitePath.segments().size();
        }
    }

    DocumentRoot root() {
        return root;
    }

    /** Finds the root of a path; nothing for a path outside the base. */
    Optional<MountedPath> locate(UriPath path) {
        if (!startsWith(path, base)) {
            return Optional.empty();
        }
        UriPath onSite = relativize(path, base);
        return Optional.of(longestFirst.stream()
                .filter(mount -> startsWith(onSite, mount.prefix()))
                .findFirst()
                .map(mount -> new MountedPath(mount.root(), false, relativize(onSite, mount.prefix()), onSite))
                .orElseGet(() -> new MountedPath(root, true, onSite, onSite)));
    }

    private static boolean startsWith(UriPath path, UriPath prefix) {
        int length = prefix.segments().size();
        return path.segments().size() >= length
                && path.segments().subList(0, length).equals(prefix.segments());
    }

    private static UriPath relativize(UriPath path, UriPath prefix) {
        List<String> rest = path.segments()
                .subList(prefix.segments().size(), path.segments().size());
        return rest.isEmpty() ? UriPath.ROOT : new UriPath(rest, path.endsWithSlash());
    }
}
