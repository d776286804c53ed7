package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.http2.FrameListing;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of a conformance run, as text or JSON.
 *
 * @param server the tested server, as printed
 * @param results in the order of the scenarios
 */
public record ConformanceReport(String server, List<ScenarioResult> results) {
    /** Further lines of sent or received bytes are omitted: the beginning is enough to identify them. */
    private static final int MAX_LINES = 14;

    private static final int MAX_LINE_LENGTH = 140;

    private static final String LEGEND = """
            FAIL                a MUST is violated           PASS  as required
            SHOULD_FAILED       a SHOULD is not followed; there may be good reasons
            ALLOWED_DIFFERENCE  differs from this server, but is allowed by the RFC
            n/a                 about what this version of HTTP does not have, and not run
            >  sent    <  received    =  reason of the failure    \\xHH  a byte that is not visible ASCII
            Scenarios with the same cause are reported once. The table counts scenarios. A scenario stops at its first
            mismatch, so one cause may hide another.
            """;

    /** Copies the results. */
    public ConformanceReport {
        results = List.copyOf(results);
    }

    /** Whether no MUST is violated. */
    public boolean isConformant() {
        return count(TestOutcome.FAIL) == 0;
    }

    /** Number of scenarios with this outcome. */
    public long count(TestOutcome testOutcome) {
        return results.stream()
                .filter(scenarioResult -> scenarioResult.outcome() == testOutcome)
                .count();
    }

    /** The causes of all results that did not pass, the most severe first. */
    public List<Cause> causes() {
        return Cause.of(results);
    }

    /** Number of causes with this outcome. */
    long causes(TestOutcome testOutcome) {
        return causes().stream().filter(cause -> cause.outcome() == testOutcome).count();
    }

    /**
     * The report as text: each cause with one scenario as example, a table of the categories, a legend and a summary
     * line.
     */
    public String asText() {
        StringBuilder text = new StringBuilder();
        causes().forEach(cause -> text.append(describe(cause)).append('\n'));
        return text.append(table())
                .append('\n')
                .append(LEGEND)
                .append('\n')
                .append(summary())
                .append('\n')
                .toString();
    }

    private static String describe(Cause cause) {
        int count = cause.results().size();
        return cause.outcome() + "  " + shortened(cause.text()) + "\n  "
                + (count == 1 ? "1 scenario: " : count + " scenarios: ") + cause.shownBy() + "\n"
                + describe(cause.results().get(0));
    }

    /** What was sent, received and expected in one scenario. */
    static String describe(ScenarioResult scenarioResult) {
        Scenario scenario = scenarioResult.scenario();
        return "  " + scenario.name() + "  " + scenario.clause() + "\n  "
                + scenario.requirement() + "\n"
                + quoted("> ", lines(scenario, scenarioResult.sent()))
                + quoted("< ", lines(scenario, scenarioResult.received()))
                + "  = " + visible(shortened(lastLine(scenarioResult.reason()))) + "\n";
    }

    private static String lastLine(String reason) {
        return reason.substring(reason.lastIndexOf('\n') + 1).strip();
    }

    private static List<String> lines(Scenario scenario, String bytes) {
        return scenario.isInFrames() ? FrameListing.of(bytes) : bytes.lines().toList();
    }

    /** The first lines, with escapes for invisible characters. */
    private static String quoted(String mark, List<String> all) {
        StringBuilder lines = new StringBuilder();
        all.stream()
                .limit(MAX_LINES)
                .forEach(line -> lines.append("  ")
                        .append(mark)
                        .append(visible(shortened(line)))
                        .append('\n'));
        return lines.toString();
    }

    private static String shortened(String line) {
        return line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + "..." : line;
    }

    /** Escapes everything but visible ASCII as {@code \xHH}. */
    static String visible(String line) {
        StringBuilder visible = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            char value = line.charAt(at);
            if (value >= ' ' && value <= '~') {
                visible.append(value);
            } else {
                visible.append(String.format(Locale.ROOT, "\\x%02X", (int) value));
            }
        }
        return visible.toString();
    }

    private String table() {
        Map<String, Map<TestOutcome, Integer>> counts = new TreeMap<>();
        for (ScenarioResult scenarioResult : results) {
            counts.computeIfAbsent(scenarioResult.scenario().category(), name -> new EnumMap<>(TestOutcome.class))
                    .merge(scenarioResult.outcome(), 1, Integer::sum);
        }
        StringBuilder table = new StringBuilder(row("category", "passed", "failed", "should", "allowed", "n/a"));
        counts.forEach((category, count) -> table.append(row(
                category,
                number(count, TestOutcome.PASS),
                number(count, TestOutcome.FAIL),
                number(count, TestOutcome.SHOULD_FAILED),
                number(count, TestOutcome.ALLOWED_DIFFERENCE),
                number(count, TestOutcome.NOT_APPLICABLE))));
        return table.toString();
    }

    private static String number(Map<TestOutcome, Integer> count, TestOutcome testOutcome) {
        return Integer.toString(count.getOrDefault(testOutcome, 0));
    }

    private static String row(String category, String... numbers) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-22s", category));
        for (String number : numbers) {
            row.append(String.format(Locale.ROOT, "%8s", number));
        }
        return row.append('\n').toString();
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %d causes violate a MUST (%d scenarios), %d do not follow a SHOULD (%d), %d differ from this"
                        + " server as allowed (%d); %d of %d scenarios passed.",
                server,
                causes(TestOutcome.FAIL),
                count(TestOutcome.FAIL),
                causes(TestOutcome.SHOULD_FAILED),
                count(TestOutcome.SHOULD_FAILED),
                causes(TestOutcome.ALLOWED_DIFFERENCE),
                count(TestOutcome.ALLOWED_DIFFERENCE),
                count(TestOutcome.PASS),
                results.size() - count(TestOutcome.NOT_APPLICABLE));
    }

    /** The report as one JSON object (RFC 8259). Each byte is one character. */
    public String asJson() {
        return ReportJson.of(this);
    }
}
