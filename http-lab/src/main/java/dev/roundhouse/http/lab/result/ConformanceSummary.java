package dev.roundhouse.http.lab.result;

import java.util.List;

/** Conformance results of a server before the measurement.
 *
 * @param isRun whether the scenarios were run
 * @param scenarios number of scenarios
 * @param passed number of scenarios that passed
 * @param mustFailed number of causes that violate a MUST; one cause may fail many scenarios
 * @param shouldFailed number of scenarios that do not follow a SHOULD
 * @param allowedDifferences number of scenarios with an allowed difference
 * @param failedScenarios the MUST failures, each as {@code host/missing and 3 more: RFC 9112 §3.2, ...}
 * @param note why nothing was run, or a note for the server's ranking; empty if there is none
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

    /** No scenario was run. */
    public static ConformanceSummary notRun(String why) {
        return new ConformanceSummary(false, 0, 0, 0, 0, 0, List.of(), why);
    }
}
