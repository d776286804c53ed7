package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.semantics.UriPath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All roots of a site, each at its place. The longest prefix wins; {@code /docs} is no prefix of {@code /docs2}. */
final class MountTable {
    private final UriPath base;
    private final DocumentRoot root;
    private final List<MountedRoot> longestFirst;

    /**
     * The root at the top and those below it.
     *
     * @param base what all paths begin with
     * @throws IllegalArgumentException for two mounts at one place
     */
    MountTable(UriPath base, DocumentRoot top, List<MountedRoot> mounts) {
        this.base = base;
        this.root = top;
        this.longestFirst = mounts.stream()
                .sorted(Comparator.comparing(mount -> mount.prefix().segments().size(), Comparator.reverseOrder()))
                .toList();
        if (mounts.stream().map(MountedRoot::prefix).collect(Collectors.toSet()).size() < mounts.size()) {
            throw new IllegalArgumentException("Two mounts have the same path.");
        }
    }

    /**
     * Where a path leads.
     *
     * @param root to be looked into
     * @param isRoot whether that is the root at the top
     * @param pathInRoot the path within that root
     * @param sitePath the path as the site knows it, without the base
     */
    record MountedPath(DocumentRoot root, boolean isRoot, UriPath pathInRoot, UriPath sitePath) {
        /** Whether the other is in the same directory below the same mount. */
        boolean isBeside(MountedPath other) {
            return isRoot == other.isRoot
                    && pathInRoot.segments().size()
                            == other.pathInRoot.segments().size()
                    && sitePath.segments().size() == other.sitePath.segments().size();
        }
    }

    DocumentRoot root() {
        return root;
    }

    /** Nothing for a path that does not begin with the base. */
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
