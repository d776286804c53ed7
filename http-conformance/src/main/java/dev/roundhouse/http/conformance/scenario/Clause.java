package dev.roundhouse.http.conformance.scenario;

/**
 * The section of a specification that a scenario tests.
 *
 * @param section as {@code RFC 9112 §3.2}, or {@code WHATWG Fetch #http-responses}
 * @param level its requirement level
 */
public record Clause(String section, RequirementLevel level) {
    @Override
    public String toString() {
        return section + " " + level;
    }
}
