package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.conformance.scenario.Expectation;
import dev.roundhouse.http.conformance.scenario.ReceivedResponse;
import java.util.List;

/** Checks the conditions of a scenario on a response. */
public final class ResponseConditions {
    private ResponseConditions() {}

    /** Checks all conditions.
     *
     * @param isOwnServer whether implementation-specific ones apply too
     * @throws MismatchException for the first one that is not fulfilled
     */
    public static void check(ReceivedResponse received, List<Expectation> expectations, boolean isOwnServer)
            throws MismatchException {
        for (Expectation expectation : expectations) {
            boolean applies = isOwnServer || !expectation.isImplementationSpecific();
            if (applies && !expectation.assertion().matches(received)) {
                throw new MismatchException(
                        "not fulfilled: " + expectation.assertion() + "\n  of " + received,
                        received.status() + " received without " + expectation.assertion(),
                        false);
            }
        }
    }
}
