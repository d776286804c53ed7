package dev.roundhouse.http.handlers.mapping;

import dev.roundhouse.http.handlers.files.DocumentRoot;
import dev.roundhouse.http.handlers.files.Resource.Directory;
import dev.roundhouse.http.handlers.files.Resource.RegularFile;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.semantics.UriPath;
import java.util.List;

/** What a path was mapped to: a value that can be answered, or printed. */
public sealed interface MappingResult {
    /**
     * This file is the answer.
     *
     * @param root where it was found
     * @param sitePath of the file on the site, the index file's own where it stands for its directory: its last name says the
     *     media type, and the rules about fields are asked with it
     * @param requestPath the canonical path that was asked for, base included; of a fallback its own, since all share it
     * @param isFallback whether it answers in place of something that is not there, because the client accepts HTML
     */
    record ServeFile(DocumentRoot root, RegularFile file, UriPath sitePath, UriPath requestPath, boolean isFallback)
            implements MappingResult {
        /** Says the media type. */
        public String fileName() {
            List<String> segments = sitePath.segments();
            return segments.get(segments.size() - 1);
        }
    }

    /**
     * The names in this directory are the answer.
     *
     * @param path of the directory on the site
     */
    record ListDirectory(DocumentRoot root, Directory directory, UriPath path) implements MappingResult {}

    /**
     * The same resource under its one true path.
     *
     * @param status 301 for directories and odd spellings, 308 for clean paths (RFC 9110 §15.4.2, §15.4.9)
     * @param location relative to the path of the request, with its query ({@link RelativeReference})
     */
    record Redirect(Status status, String location) implements MappingResult {}

    /** RFC 9110 §15.5.5 */
    record NotFound() implements MappingResult {}

    /** A path that is none. RFC 9110 §15.5.1 */
    record BadRequest() implements MappingResult {}
}
