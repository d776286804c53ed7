package dev.roundhouse.http.conformance.scenario;

/** How strongly a clause binds a server. The first three are the words of RFC 2119. */
public enum RequirementLevel {
    /** Whoever does otherwise does not conform. */
    MUST,
    /** There may be good reasons to do otherwise. */
    SHOULD,
    /** Allowed, and so is the contrary. */
    MAY,
    /** The specification leaves it open, or allows more than we do: a choice of this house, which binds nobody else. */
    IMPL
}
