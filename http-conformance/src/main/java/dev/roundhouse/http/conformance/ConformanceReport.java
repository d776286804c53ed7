package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an examination found, told to people or to programs.
 *
 * @param server what was examined
 * @param results in the order of the conversations
 */
public record ConformanceReport(String server, List<ScenarioResult> results) {
    /** Evidence of more lines, or of longer ones, is broken off: the beginning shows what it is. */
    private static final int MAX_LINES = 14;

    private static final int MAX_LINE_LENGTH = 140;

    private static final String LEGEND = """
            FAIL  breaks a MUST           WARN  leaves a SHOULD, for which there may be reasons
            PASS  as the RFC says         NOTE  otherwise than this server, as the RFC allows
            >     sent                    <     received              =  what disagreed
            \\xHH  an octet that is no visible ASCII
            Conversations with the same cause are counted as one. The table counts conversations. Each ends at its first
            disagreement, so that one cause may hide another.
            """;

    /** Copies the findings. */
    public ConformanceReport {
        results = List.copyOf(results);
    }

    /** Whether no MUST is broken. */
    public boolean isConformant() {
        return count(TestOutcome.FAIL) == 0;
    }

    /** How many conversations came to this. */
    public long count(TestOutcome testOutcome) {
        return results.stream()
                .filter(scenarioResult -> scenarioResult.outcome() == testOutcome)
                .count();
    }

    /** What the conversations that disagreed come down to, the gravest first. */
    public List<Cause> causes() {
        return Cause.of(results);
    }

    /** How many causes are of this gravity. */
    public long causes(TestOutcome testOutcome) {
        return causes().stream().filter(cause -> cause.verdict() == testOutcome).count();
    }

    /** Each cause with one conversation as evidence, a table of the categories, a legend, and one line that sums it up. */
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
        int count = cause.findings().size();
        return cause.verdict() + "  " + shortened(cause.text()) + "\n  "
                + (count == 1 ? "1 conversation: " : count + " conversations: ") + cause.shownBy() + "\n"
                + describe(cause.findings().get(0));
    }

    /** The evidence of one conversation. */
    static String describe(ScenarioResult scenarioResult) {
        Scenario scenario = scenarioResult.scenario();
        return "  " + scenario.name() + "  " + scenario.clause() + "\n  "
                + scenario.requirement() + "\n"
                + quoted("> ", scenarioResult.sent())
                + quoted("< ", scenarioResult.received())
                + "  = " + visible(shortened(lastLine(scenarioResult.reason()))) + "\n";
    }

    private static String lastLine(String reason) {
        return reason.substring(reason.lastIndexOf('\n') + 1).strip();
    }

    /** Octets line by line, with what cannot be seen spelled out. */
    private static String quoted(String mark, String bytes) {
        StringBuilder lines = new StringBuilder();
        bytes.lines()
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

    /** Visible ASCII as it is, all else as {@code \xHH}. */
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
        StringBuilder table = new StringBuilder(row("category", "pass", "fail", "warn", "note"));
        counts.forEach((category, count) -> table.append(row(
                category,
                number(count, TestOutcome.PASS),
                number(count, TestOutcome.FAIL),
                number(count, TestOutcome.SHOULD_FAILED),
                number(count, TestOutcome.ALLOWED_DIFFERENCE))));
        return table.toString();
    }

    private static String number(Map<TestOutcome, Integer> count, TestOutcome testOutcome) {
        return Integer.toString(count.getOrDefault(testOutcome, 0));
    }

    private static String row(String category, String... numbers) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-22s", category));
        for (String number : numbers) {
            row.append(String.format(Locale.ROOT, "%6s", number));
        }
        return row.append('\n').toString();
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %d causes break a MUST (%d conversations), %d leave a SHOULD (%d), %d are otherwise than ours, as"
                        + " they may be (%d); %d of %d conversations pass.",
                server,
                causes(TestOutcome.FAIL),
                count(TestOutcome.FAIL),
                causes(TestOutcome.SHOULD_FAILED),
                count(TestOutcome.SHOULD_FAILED),
                causes(TestOutcome.ALLOWED_DIFFERENCE),
                count(TestOutcome.ALLOWED_DIFFERENCE),
                count(TestOutcome.PASS),
                results.size());
    }

    /** All of it as one JSON object (RFC 8259). Octets are escaped one by one. */
    public String asJson() {
        StringBuilder json = new StringBuilder("{\"server\":").append(quoted(server));
        for (TestOutcome testOutcome : TestOutcome.values()) {
            json.append(",\"")
                    .append(testOutcome.name().toLowerCase(Locale.ROOT))
                    .append("\":")
                    .append(count(testOutcome));
        }
        json.append(",\"causes\":[");
        json.append(causes().stream().map(ConformanceReport::json).collect(Collectors.joining(",\n", "\n", "\n]")));
        json.append(",\"findings\":[");
        String separator = "\n";
        for (ScenarioResult scenarioResult : results) {
            json.append(separator).append(json(scenarioResult));
            separator = ",\n";
        }
        return json.append("\n]}\n").toString();
    }

    private static String json(Cause cause) {
        return "{\"cause\":" + quoted(cause.text())
                + ",\"verdict\":" + quoted(cause.verdict().name())
                + ",\"conversations\":"
                + cause.findings().stream()
                        .map(scenarioResult -> quoted(scenarioResult.scenario().name()))
                        .collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private static String json(ScenarioResult scenarioResult) {
        Scenario scenario = scenarioResult.scenario();
        return "{\"conversation\":" + quoted(scenario.name())
                + ",\"section\":" + quoted(scenario.clause().section())
                + ",\"level\":" + quoted(scenario.clause().level().name())
                + ",\"sentence\":" + quoted(scenario.requirement())
                + ",\"verdict\":" + quoted(scenarioResult.outcome().name())
                + ",\"reason\":" + quoted(scenarioResult.reason())
                + ",\"sent\":" + quoted(scenarioResult.sent())
                + ",\"heard\":" + quoted(scenarioResult.received()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
