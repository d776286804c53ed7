package dev.roundhouse.http.handlers.coding;

/** Whether a file is compressed on the fly, and if not, why. */
public enum CompressionDecision {
    COMPRESS("compressed on the fly, once per file version"),
    DISABLED("not compressed: compression is disabled, no compressor is available, or there is no cache"),
    HAS_SIDECAR("not compressed on the fly: a precompressed sidecar exists"),
    CODED("not compressed: the file has a content coding already"),
    TYPE_NOT_COMPRESSIBLE("not compressed: the media type is not compressible"),
    TOO_SMALL("not compressed: smaller than 1 KiB"),
    TOO_LARGE("not compressed: larger than 4 MiB; provide a precompressed sidecar");

    /** Compressing smaller files would hardly save a packet. */
    static final int MIN_SIZE = 1 << 10;

    /** Compression on the fly is for pages and scripts; larger files need a precompressed sidecar. */
    static final int MAX_SIZE = 4 << 20;

    private final String text;

    CompressionDecision(String text) {
        this.text = text;
    }

    /**
     * The decision about a file.
     *
     * @param isPossible whether there is a compressor, and a cache
     * @param hasSidecars whether there are precompressed sidecars
     * @param size the size of the file in bytes
     */
    public static CompressionDecision of(boolean isPossible, boolean hasSidecars, String contentType, long size) {
        if (!isPossible) {
            return DISABLED;
        }
        if (hasSidecars) {
            return HAS_SIDECAR;
        }
        if (!CompressibleTypes.contains(contentType)) {
            return TYPE_NOT_COMPRESSIBLE;
        }
        if (size < MIN_SIZE) {
            return TOO_SMALL;
        }
        return size > MAX_SIZE ? TOO_LARGE : COMPRESS;
    }

    @Override
    public String toString() {
        return text;
    }
}
