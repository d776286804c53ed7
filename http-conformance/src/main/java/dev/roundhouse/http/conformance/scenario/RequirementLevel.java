package dev.roundhouse.http.conformance.scenario;

/** Requirement level of a clause. The first three are those of RFC 2119. */
public enum RequirementLevel {
    /** A server that differs does not conform. */
    MUST,
    /** There may be good reasons to differ. */
    SHOULD,
    /** Optional: the opposite is allowed too. */
    MAY,
    /** Implementation-defined: the specification leaves it open or allows more. It applies only to this server. */
    IMPL
}
