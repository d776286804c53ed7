package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.semantics.UriPath;

/**
 * A document root below the root of the site.
 *
 * @param prefix of the paths that are resolved in it; it ends with a slash
 */
public record MountedRoot(UriPath prefix, DocumentRoot root) {}
