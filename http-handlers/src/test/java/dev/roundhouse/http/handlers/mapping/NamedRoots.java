package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource;
import dev.roundhouse.http.semantics.UriPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Document roots with a name. What they contain is a function of that name and a path: the disk is not read. */
final class NamedRoots {
    private final Map<DocumentRoot, String> names = new IdentityHashMap<>();

    /** A new root of this name. */
    DocumentRoot root(String name) {
        try {
            DocumentRoot root = new DocumentRoot(Path.of("."));
            names.put(root, name);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A lookup that is given the name of the root. */
    PathMapper.ResourceLookup lookup(BiFunction<String, UriPath, Resource> content) {
        return (root, path) -> content.apply(names.get(root), path);
    }
}
