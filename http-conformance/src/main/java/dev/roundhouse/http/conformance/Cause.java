package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A single fault of a server, with all scenarios that show it. One missing header can make a hundred scenarios fail.
 *
 * @param text the violated rule and what was received instead
 * @param outcome the most severe outcome of its results
 * @param results at least one, in the order of the scenarios
 */
public record Cause(String text, TestOutcome outcome, List<ScenarioResult> results) {
    /** The order of the report. */
    private static final List<TestOutcome> MOST_SEVERE_FIRST =
            List.of(TestOutcome.FAIL, TestOutcome.SHOULD_FAILED, TestOutcome.ALLOWED_DIFFERENCE);

    private static final int MAX_NAMES = 4;

    /** Copies the results. */
    public Cause {
        results = List.copyOf(results);
    }

    /** Groups the results that did not pass by cause: the most severe outcome first, then the most frequent cause. */
    static List<Cause> of(List<ScenarioResult> results) {
        Map<String, List<ScenarioResult>> byText = new LinkedHashMap<>();
        results.stream()
                .filter(ScenarioResult::isMismatch)
                .forEach(scenarioResult -> byText.computeIfAbsent(scenarioResult.cause(), text -> new ArrayList<>())
                        .add(scenarioResult));
        return byText.entrySet().stream()
                .map(entry -> new Cause(entry.getKey(), mostSevere(entry.getValue()), entry.getValue()))
                .sorted(Comparator.comparing((Cause cause) -> MOST_SEVERE_FIRST.indexOf(cause.outcome()))
                        .thenComparing(cause -> -cause.results().size()))
                .toList();
    }

    private static TestOutcome mostSevere(List<ScenarioResult> results) {
        return results.stream()
                .map(ScenarioResult::outcome)
                .min(Comparator.comparing(MOST_SEVERE_FIRST::indexOf))
                .orElseThrow();
    }

    /** Names of the first scenarios, and the number of the others. */
    String shownBy() {
        String names = results.stream()
                .limit(MAX_NAMES)
                .map(scenarioResult -> scenarioResult.scenario().name())
                .collect(Collectors.joining(", "));
        int more = results.size() - MAX_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
