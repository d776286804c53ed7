package dev.roundhouse.http.conformance.scenario;

/**
 * The place in a specification that a conversation shows.
 *
 * @param section as {@code RFC 9112 §3.2}, or {@code WHATWG Fetch #http-responses}
 * @param level how strongly it binds
 */
public record Clause(String section, RequirementLevel level) {
    @Override
    public String toString() {
        return section + " " + level;
    }
}
