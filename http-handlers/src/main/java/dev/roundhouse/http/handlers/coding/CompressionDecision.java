package dev.roundhouse.http.handlers.coding;

/** Whether a file is compressed here, and if not, why. */
public enum CompressionDecision {
    COMPRESS("compressed on the fly, once per file version"),
    DISABLED("not compressed: compression is disabled, no compressor is available, or there is no cache"),
    HAS_SIDECAR("not compressed on the fly: a precompressed sidecar exists"),
    CODED("is not compressed here: its content is in a coding already"),
    TYPE_NOT_COMPRESSIBLE("not compressed: the media type is not compressible"),
    TOO_SMALL("not compressed: smaller than 1 KiB"),
    TOO_LARGE("not compressed: larger than 4 MiB; provide a precompressed sidecar");

    /** Smaller files would hardly shrink by a packet. */
    public static final int MIN_SIZE = 1 << 10;

    /** Compression at run time is for pages and scripts; larger files need a precompressed sidecar. */
    public static final int MAX_SIZE = 4 << 20;

    private final String text;

    CompressionDecision(String text) {
        this.text = text;
    }

    /**
     * Decides.
     *
     * @param possible whether there is a compressor, and a cache
     * @param sidecars whether there are precompressed files
     */
    public static CompressionDecision of(boolean possible, boolean sidecars, String contentType, long size) {
        if (!possible) {
            return DISABLED;
        }
        if (sidecars) {
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
