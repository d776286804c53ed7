package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;

/** Result of one scenario.
 *
 * @param scenario the scenario that was run
 * @param outcome whether it passed, and how severe a mismatch is
 * @param reason the mismatch, or why the scenario does not apply; empty if it passed
 * @param cause the violated rule and what was received instead, with the same text for all scenarios that show the same
 *     fault; empty if it passed
 * @param sent the bytes that were sent, one character each
 * @param received the bytes that were received, one character each
 */
public record ScenarioResult(
        Scenario scenario, TestOutcome outcome, String reason, String cause, String sent, String received) {

    /** Whether there is a mismatch. */
    public boolean isMismatch() {
        return outcome != TestOutcome.PASS && outcome != TestOutcome.NOT_APPLICABLE;
    }

    /** Severity of a mismatch. */
    public enum TestOutcome {
        /** No mismatch. */
        PASS,
        /** A MUST is violated. */
        FAIL,
        /** A SHOULD is not followed; there may be good reasons. */
        SHOULD_FAILED,
        /** The server differs from this one, as the specification allows. */
        ALLOWED_DIFFERENCE,
        /** The scenario was not run, because it is about what this version of HTTP does not have. */
        NOT_APPLICABLE;

        /** The outcome of a mismatch in a scenario of this level. */
        static TestOutcome ofMismatch(RequirementLevel requirementLevel, boolean isOwnServer) {
            if (isOwnServer || requirementLevel == RequirementLevel.MUST) {
                return FAIL;
            }
            return requirementLevel == RequirementLevel.SHOULD ? SHOULD_FAILED : ALLOWED_DIFFERENCE;
        }
    }
}
