package dev.roundhouse.http.conformance.scenario;

import dev.roundhouse.http.h1.Http1Limits;
import java.util.List;

/** What a client sends, what must be received, and the clause that requires it.
 *
 * @param name category and name, as {@code host/missing}
 * @param clause the section that requires it
 * @param requirement what the clause requires
 * @param scope which servers it applies to
 * @param isDeliveryDependent whether the response may depend on how the request is split
 * @param siteFixture the files it needs; only for {@link Scope#FILE_SITE}
 * @param limits of the connection
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

    /** Whether its steps are frames of HTTP/2. */
    public boolean isInFrames() {
        return name.startsWith("http2/");
    }

    @Override
    public String toString() {
        return name + " (" + clause + ")";
    }
}
