package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing that a server does otherwise, and every conversation that shows it. One missing field can make a hundred
 * conversations fail, and is still one fault.
 *
 * @param text the rule that does not hold, and what came instead
 * @param verdict the gravest of its findings
 * @param findings one at least, in the order of the conversations
 */
public record Cause(String text, TestOutcome verdict, List<ScenarioResult> findings) {
    /** In the order in which people should read them. */
    private static final List<TestOutcome> GRAVEST_FIRST =
            List.of(TestOutcome.FAIL, TestOutcome.SHOULD_FAILED, TestOutcome.ALLOWED_DIFFERENCE);

    private static final int NAMES_SHOWN = 4;

    /** Copies the findings. */
    public Cause {
        findings = List.copyOf(findings);
    }

    /** The causes of what disagreed, the gravest first, and of those first what most conversations show. */
    static List<Cause> of(List<ScenarioResult> findings) {
        Map<String, List<ScenarioResult>> byText = new LinkedHashMap<>();
        findings.stream()
                .filter(scenarioResult -> scenarioResult.outcome() != TestOutcome.PASS)
                .forEach(scenarioResult -> byText.computeIfAbsent(scenarioResult.cause(), text -> new ArrayList<>())
                        .add(scenarioResult));
        return byText.entrySet().stream()
                .map(entry -> new Cause(entry.getKey(), gravest(entry.getValue()), entry.getValue()))
                .sorted(Comparator.comparing((Cause cause) -> GRAVEST_FIRST.indexOf(cause.verdict()))
                        .thenComparing(cause -> -cause.findings().size()))
                .toList();
    }

    private static TestOutcome gravest(List<ScenarioResult> findings) {
        return findings.stream()
                .map(ScenarioResult::outcome)
                .min(Comparator.comparing(GRAVEST_FIRST::indexOf))
                .orElseThrow();
    }

    /** The names of the first conversations, and how many more there are. */
    public String shownBy() {
        String names = findings.stream()
                .limit(NAMES_SHOWN)
                .map(scenarioResult -> scenarioResult.scenario().name())
                .collect(Collectors.joining(", "));
        int more = findings.size() - NAMES_SHOWN;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
