package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * What the conversations found before anything was timed.
 *
 * @param isRun whether they were held
 * @param scenarios how many
 * @param passed how many came out as the RFCs say
 * @param mustFailed how many faults break a MUST; one fault may show in many conversations
 * @param shouldFailed how many left a SHOULD
 * @param allowedDifferences how many came out otherwise than ours, as they may
 * @param failedScenarios those faults, each as {@code host/missing and 3 more: RFC 9112 §3.2, ...}
 * @param note why nothing was examined, or what stands under the server's ranking; empty when all is well
 */
public record ConformanceSummary(
        boolean isRun,
        int scenarios,
        int passed,
        int mustFailed,
        int shouldFailed,
        int allowedDifferences,
        List<String> failedScenarios,
        String note) {
    /** Copies the list. */
    public ConformanceSummary {
        failedScenarios = List.copyOf(failedScenarios);
    }

    /** Nothing was examined. */
    public static ConformanceSummary notRun(String why) {
        return new ConformanceSummary(false, 0, 0, 0, 0, 0, List.of(), why);
    }
}
