package dev.roundhouse.http.handlers.headers;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.UriPath;

/**
 * Provides headers for responses about a file in addition to those that describe it, such as Cache-Control and
 * Content-Security-Policy. Called once per version of a file; the result is cached with it.
 */
@FunctionalInterface
public interface HeaderProvider {
    /** Provides no header. */
    HeaderProvider NONE = (path, contentType) -> Headers.EMPTY;

    /**
     * The headers of 200, 206 and 304 (RFC 9110 §15.4.5). They must not contain headers of the file handler (Content-Type,
     * Content-Encoding, ETag, Last-Modified, Accept-Ranges, Content-Range) or of the protocol engine; a Vary header is added to
     * that of the handler.
     *
     * @param path the path of the file on the site; that of an index file ends with its name, even if its directory was requested
     * @param contentType the value of Content-Type
     */
    Headers headers(UriPath path, String contentType);
}
