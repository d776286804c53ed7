package dev.roundhouse.http.handlers.coding;

/** Whether a file is compressed here, and if not, why. */
public enum CompressionDecision {
    COMPRESS("is compressed here, once for each version"),
    DISABLED("nothing is compressed here: there is no coding to make, or no cache to keep the outcome in"),
    HAS_SIDECAR("is not compressed here: who brings a precompressed file has chosen the codings"),
    CODED("is not compressed here: its content is in a coding already"),
    TYPE_NOT_COMPRESSIBLE("is not compressed here: its type hardly shrinks"),
    TOO_SMALL("is not compressed here: it is too small to gain a packet"),
    TOO_LARGE("is not compressed here: so large a file wants a precompressed one beside it");

    /** Smaller files would hardly shrink by a packet. */
    public static final int MIN_SIZE = 1 << 10;

    /** Compressing is for pages and scripts: larger files want a twin. */
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
