package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.UriPath;

/**
 * Provides the headers of responses with a file in addition to those that describe it: Cache-Control, Content-Security-Policy
 * and their like. Asked once per version of a file, and remembered with it.
 */
@FunctionalInterface
public interface HeaderProvider {
    /** No further field. */
    HeaderProvider NONE = (path, contentType) -> Headers.EMPTY;

    /**
     * The fields of 200, 206 and 304 alike (RFC 9110 §15.4.5). They name neither what the file handler writes
     * (Content-Type, Content-Encoding, ETag, Last-Modified, Accept-Ranges, Content-Range) nor what the engine does; a Vary
     * adds to the handler's own.
     *
     * @param path of the file on the site: an index file has its own name in it, also when its directory was asked for
     * @param contentType as it will be sent
     */
    Headers headers(UriPath path, String contentType);
}
