package dev.roundhouse.http.handlers.options;

import dev.roundhouse.http.handlers.coding.ContentCoding;
import dev.roundhouse.http.handlers.headers.HeaderPolicy;
import dev.roundhouse.http.handlers.headers.HeaderProvider;
import dev.roundhouse.http.handlers.headers.MediaTypes;
import java.util.List;

/**
 * How files are served.
 *
 * @param mediaTypes media types by file name; change them for extensions that are missing, or have another meaning on this site
 * @param entityTags what entity tags are computed from; change it when files have different times on several servers
 * @param precompressed the codings of precompressed sidecars, best first; remove all when a site has none, which saves system
 *     calls, or change the order when its gzip files are smaller than the others
 * @param compressed the codings for compression on the fly of text without a sidecar, best first; those without a library are
 *     ignored. Remove all when a proxy compresses, or to save processor time
 * @param cacheBytes maximum memory for cached files, outside the heap; 0 for no cache. Increase it when the files in frequent use
 *     are larger. Without a cache nothing is compressed on the fly, since every request would compress again
 * @param headers additional headers by path; change them to set Cache-Control and other headers
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

    /** Suitable for most sites. */
    public static final FileOptions DEFAULT = new FileOptions(
            MediaTypes.standard(),
            EntityTagSource.STAT,
            List.of(ContentCoding.values()),
            List.of(ContentCoding.values()),
            Math.min(MAX_DEFAULT_CACHE, Runtime.getRuntime().maxMemory() / HEAP_FRACTION),
            HeaderPolicy.DEFAULT);

    /** @throws IllegalArgumentException for a negative cache size */
    public FileOptions {
        precompressed = precompressed.stream().distinct().toList();
        compressed = compressed.stream().distinct().toList();
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("the cache size must be 0 bytes or more, not " + cacheBytes);
        }
    }

    /** These options with other media types. */
    public FileOptions withMediaTypes(MediaTypes other) {
        return new FileOptions(other, entityTags, precompressed, compressed, cacheBytes, headers);
    }

    /** These options with another source of entity tags. */
    public FileOptions withEntityTags(EntityTagSource source) {
        return new FileOptions(mediaTypes, source, precompressed, compressed, cacheBytes, headers);
    }

    /** These options with other precompressed sidecars. */
    public FileOptions withPrecompressed(ContentCoding... bestFirst) {
        return new FileOptions(mediaTypes, entityTags, List.of(bestFirst), compressed, cacheBytes, headers);
    }

    /** These options with other codings for compression on the fly. */
    public FileOptions withCompressed(ContentCoding... bestFirst) {
        return new FileOptions(mediaTypes, entityTags, precompressed, List.of(bestFirst), cacheBytes, headers);
    }

    /** These options with a cache of another size. */
    public FileOptions withCacheBytes(long bytes) {
        return new FileOptions(mediaTypes, entityTags, precompressed, compressed, bytes, headers);
    }

    /** These options with other additional headers. */
    public FileOptions withHeaders(HeaderProvider further) {
        return new FileOptions(mediaTypes, entityTags, precompressed, compressed, cacheBytes, further);
    }
}
