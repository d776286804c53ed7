package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;

/** Result of mapping a path: a value that is looked up, rendered or printed. */
public sealed interface MappingResult {
    /**
     * A file.
     *
     * @param root where it was found
     * @param sitePath path of the file on the site, of the index file for a directory: its last name determines the media type,
     *     and the rules for headers match it
     * @param requestPath the canonical requested path including the base; for a fallback its own path, since all requests share
     *     it
     * @param isFallback whether it is served for a missing path, because the client accepts HTML
     */
    record ServeFile(DocumentRoot root, RegularFile file, UriPath sitePath, UriPath requestPath, boolean isFallback)
            implements MappingResult {
        /** The name that determines the media type. */
        public String fileName() {
            List<String> segments = sitePath.segments();
            return segments.get(segments.size() - 1);
        }
    }

    /**
     * The listing of a directory.
     *
     * @param path of the directory on the site
     */
    record ListDirectory(DocumentRoot root, Directory directory, UriPath path) implements MappingResult {}

    /**
     * A redirect to the canonical path of the same resource.
     *
     * @param status 301 for directories and odd spellings, 308 for clean paths (RFC 9110 §15.4.2, §15.4.9)
     * @param location relative to the path of the request, with its query ({@link RelativeReference})
     */
    record Redirect(Status status, String location) implements MappingResult {}

    /** RFC 9110 §15.5.5 */
    record NotFound() implements MappingResult {}

    /** A malformed path. RFC 9110 §15.5.1 */
    record BadRequest() implements MappingResult {}
}
