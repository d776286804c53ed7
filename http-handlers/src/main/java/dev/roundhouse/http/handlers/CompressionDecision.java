package dev.roundhouse.http.handlers;

/** Whether a file is compressed here, and if not, why. */
enum CompressionDecision {
    MADE_HERE("is compressed here, once for each version"),
    OFF("nothing is compressed here: there is no coding to make, or no cache to keep the outcome in"),
    HAS_TWINS("is not compressed here: who brings a precompressed file has chosen the codings"),
    CODED("is not compressed here: its content is in a coding already"),
    OTHER_TYPE("is not compressed here: its type hardly shrinks"),
    SMALL("is not compressed here: it is too small to gain a packet"),
    LARGE("is not compressed here: so large a file wants a precompressed one beside it");

    /** Smaller files would hardly shrink by a packet. */
    static final int FROM = 1 << 10;

    /** Compressing is for pages and scripts: larger files want a twin. */
    static final int UP_TO = 4 << 20;

    private final String text;

    CompressionDecision(String text) {
        this.text = text;
    }

    /**
     * Decides.
     *
     * @param possible whether there is a compressor, and a cache
     * @param twins whether there are precompressed files
     */
    static CompressionDecision of(boolean possible, boolean twins, String contentType, long size) {
        if (!possible) {
            return OFF;
        }
        if (twins) {
            return HAS_TWINS;
        }
        if (!CompressibleTypes.is(contentType)) {
            return OTHER_TYPE;
        }
        if (size < FROM) {
            return SMALL;
        }
        return size > UP_TO ? LARGE : MADE_HERE;
    }

    @Override
    public String toString() {
        return text;
    }
}
