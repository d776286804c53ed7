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

/** Document roots with names. Their content is a function of the name and a path: the disk is not read. */
final class NamedRoots {
    private final Map<DocumentRoot, String> names = new IdentityHashMap<>();

    /** Creates a root with this name. */
    DocumentRoot root(String name) {
        try {
            DocumentRoot root = new DocumentRoot(Path.of("."));
            names.put(root, name);
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a lookup that passes the name of the root to the function. */
    PathMapper.ResourceLookup lookup(BiFunction<String, UriPath, Resource> content) {
        return (root, path) -> content.apply(names.get(root), path);
    }
}
