package dev.roundhouse.http.hpack;

/** A field block that cannot be decoded. The decoder cannot be used again: the connection ends. */
public final class HpackException extends Exception {
    private static final long serialVersionUID = 1L;

    private final HpackError error;

    /** An exception for the rule that was violated. */
    public HpackException(HpackError error) {
        // No stack trace: a flood of bad blocks should not cost more than good ones.
        super(error.message() + " (" + error.section() + ")", null, false, false);
        this.error = error;
    }

    /** The rule. */
    public HpackError error() {
        return error;
    }
}
