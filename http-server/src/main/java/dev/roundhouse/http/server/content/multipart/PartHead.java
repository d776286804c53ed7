package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.semantics.MediaType;
import java.util.Optional;

/**
 * The head of one part of a form. RFC 7578 §4
 *
 * @param name the name of the field of the form
 * @param filename the name of the file as the client sent it, if the part is a file. It may contain slashes, backslashes and
 *     {@code ..}, and must not be used as a path
 * @param headers all header fields of the part, one character for each byte
 */
public record PartHead(String name, Optional<String> filename, Headers headers) {
    /** The media type; empty when there is none, which means {@code text/plain}, or it is malformed. RFC 7578 §4.4 */
    public Optional<MediaType> mediaType() {
        return MediaType.of(headers);
    }
}
