package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.scenario.RequirementLevel;
import dev.roundhouse.http.conformance.scenario.Scenario;

/**
 * What came of one conversation.
 *
 * @param scenario the conversation
 * @param outcome what that means
 * @param reason what disagreed; empty for a pass
 * @param cause the rule that does not hold and what came instead, in words that are the same for all conversations that
 *     show the same fault; empty for a pass
 * @param sent the octets that were sent, one character each
 * @param received the octets that came back
 */
public record ScenarioResult(
        Scenario scenario, TestOutcome outcome, String reason, String cause, String sent, String received) {

    /** What a disagreement means. */
    public enum TestOutcome {
        /** There was none. */
        PASS,
        /** A MUST is broken. */
        FAIL,
        /** A SHOULD is not followed, for which there may be reasons. */
        SHOULD_FAILED,
        /** The server does otherwise than ours, and may. */
        ALLOWED_DIFFERENCE;

        /** What it means that a conversation of this level was not held. */
        static TestOutcome ofMismatch(RequirementLevel requirementLevel, boolean ours) {
            if (ours || requirementLevel == RequirementLevel.MUST) {
                return FAIL;
            }
            return requirementLevel == RequirementLevel.SHOULD ? SHOULD_FAILED : ALLOWED_DIFFERENCE;
        }
    }
}
