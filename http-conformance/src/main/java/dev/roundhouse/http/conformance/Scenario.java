package dev.roundhouse.http.conformance;

import dev.roundhouse.http.connection.Limits;
import java.util.List;

/**
 * What a client sends, what must come back, and which clause says so.
 *
 * @param name category and name, as {@code host/missing}
 * @param clause where it is written
 * @param sentence what the clause demands
 * @param depth how far from the engine it makes sense
 * @param dependsOnArrival whether the octets of the answer may depend on how the request was cut on its way
 * @param serving which files it is about; of no meaning at another depth than {@link Scope#FILES}
 * @param limits of the engine that it is meant for
 * @param steps in order
 */
public record Scenario(
        String name,
        Clause clause,
        String sentence,
        Scope depth,
        boolean dependsOnArrival,
        SiteFixture serving,
        Limits limits,
        List<Step> steps) {
    public Scenario {
        steps = List.copyOf(steps);
    }

    /** The part of the name before the last slash. */
    public String category() {
        return name.substring(0, name.lastIndexOf('/'));
    }

    @Override
    public String toString() {
        return name + " (" + clause + ")";
    }
}
