package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h1.Http1Limits;
import java.util.List;

/**
 * What a client sends, what must come back, and which clause says so.
 *
 * @param name category and name, as {@code host/missing}
 * @param clause where it is written
 * @param requirement what the clause demands
 * @param scope how far from the engine it makes sense
 * @param isDeliveryDependent whether the octets of the answer may depend on how the request was cut on its way
 * @param siteFixture which files it is about; of no meaning at another depth than {@link Scope#FILE_SITE}
 * @param limits of the engine that it is meant for
 * @param steps in order
 */
public record Scenario(
        String name,
        Clause clause,
        String requirement,
        Scope scope,
        boolean isDeliveryDependent,
        SiteFixture siteFixture,
        Http1Limits limits,
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
