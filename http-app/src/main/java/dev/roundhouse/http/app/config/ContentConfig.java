package dev.roundhouse.http.app.config;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.options.EntityTagSource;
import java.util.List;
import java.util.Optional;

/**
 * How files are sent.
 *
 * @param mediaTypes rules {@code NAME=TYPE} for media types; of several for the same file the last one applies
 * @param contentCodings rules {@code NAME=CODING} for files that are stored with a content coding
 * @param hasCharset whether the media type of text has the parameter {@code charset=utf-8}
 * @param entityTags what entity tags are computed from
 * @param precompressed the codings of precompressed files to look for, in order of preference
 * @param compressed the codings to compress with, in order of preference
 * @param cacheBytes the size of the cache; empty for a default that depends on the heap
 */
public record ContentConfig(
        List<String> mediaTypes,
        List<String> contentCodings,
        boolean hasCharset,
        EntityTagSource entityTags,
        List<ContentCoding> precompressed,
        List<ContentCoding> compressed,
        Optional<Long> cacheBytes) {
    /** Copies the lists. */
    public ContentConfig {
        mediaTypes = List.copyOf(mediaTypes);
        contentCodings = List.copyOf(contentCodings);
        precompressed = List.copyOf(precompressed);
        compressed = List.copyOf(compressed);
    }

    /** The codings that files are compressed with: none without a cache, which stores the compressed content. */
    public List<ContentCoding> usedCompression() {
        return cacheBytes.isPresent() && cacheBytes.get() == 0 ? List.of() : compressed;
    }
}
