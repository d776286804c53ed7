package dev.roundhouse.http.lab.result;

/** Significance of a difference. */
public enum ComparisonVerdict {
    /** The interval of their ratio is on one side of 1, and the ratio is large enough to matter. */
    DIFFERENT,
    /** The interval is within the smallest relevant ratio. */
    SAME,
    /** The interval allows both. */
    INCONCLUSIVE,
    /** Too few rounds to compare. */
    TOO_FEW_ROUNDS
}
