package dev.roundhouse.http.lab.result;

/** What may be said about two figures. */
public enum ComparisonVerdict {
    /** The interval of their ratio is on one side of 1, and the ratio is large enough to matter. */
    DIFFERENT,
    /** The interval lies within what does not matter. */
    SAME,
    /** The interval allows both, so nothing is said. */
    INCONCLUSIVE,
    /** Too few rounds for any verdict. */
    TOO_FEW_ROUNDS
}
