package dev.roundhouse.http.handlers.options;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderProvider;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import java.util.List;

/**
 * How files are served.
 *
 * @param mediaTypes what is said of a file by its name; to be touched for extensions that are unknown or mean something else here
 * @param entityTags what entity tags are made from; to be touched when files reach several servers with different times
 * @param precompressed the twins to look for beside a file, best first; to be touched when a site has none, which saves the
 *     looks, or when its gzip files are better than its others
 * @param compressed the codings that are made here for text that has no twin, best first; those whose library is missing
 *     are left out. To be touched when a proxy in front compresses, or the processor is precious
 * @param cacheBytes how much memory outside the heap may hold files, 0 for none; to be touched when the files that are asked
 *     for all day take more. Without a cache nothing is compressed here, since it would be done again for each request
 * @param headers what answers carry besides; to be touched to say how long clients may keep files
 */
public record FileOptions(
        MediaTypes mediaTypes,
        EntityTagSource entityTags,
        List<ContentCoding> precompressed,
        List<ContentCoding> compressed,
        long cacheBytes,
        HeaderProvider headers) {
    private static final long MAX_DEFAULT_CACHE = 256 << 20;
    private static final int HEAP_FRACTION = 8;

    /** Right for most sites. */
    public static final FileOptions DEFAULT = new FileOptions(
            MediaTypes.standard(),
            EntityTagSource.STAT,
            List.of(ContentCoding.values()),
            List.of(ContentCoding.values()),
            Math.min(MAX_DEFAULT_CACHE, Runtime.getRuntime().maxMemory() / HEAP_FRACTION),
            HeaderPolicy.DEFAULT);

    /** @throws IllegalArgumentException for a cache of less than nothing */
    public FileOptions {
        precompressed = precompressed.stream().distinct().toList();
        compressed = compressed.stream().distinct().toList();
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("a cache holds 0 octets or more, not " + cacheBytes);
        }
    }

    /** These options with other media types. */
    public FileOptions withMediaTypes(MediaTypes other) {
        return new FileOptions(other, entityTags, precompressed, compressed, cacheBytes, headers);
    }

    /** These options with entity tags of another origin. */
    public FileOptions withEntityTags(EntityTagSource source) {
        return new FileOptions(mediaTypes, source, precompressed, compressed, cacheBytes, headers);
    }

    /** These options with other twins to look for. */
    public FileOptions withPrecompressed(ContentCoding... bestFirst) {
        return new FileOptions(mediaTypes, entityTags, List.of(bestFirst), compressed, cacheBytes, headers);
    }

    /** These options with other codings to make. */
    public FileOptions withCompressed(ContentCoding... bestFirst) {
        return new FileOptions(mediaTypes, entityTags, precompressed, List.of(bestFirst), cacheBytes, headers);
    }

    /** These options with a cache of another size. */
    public FileOptions withCacheBytes(long bytes) {
        return new FileOptions(mediaTypes, entityTags, precompressed, compressed, bytes, headers);
    }

    /** These options with further fields. */
    public FileOptions withHeaders(HeaderProvider further) {
        return new FileOptions(mediaTypes, entityTags, precompressed, compressed, cacheBytes, further);
    }
}
