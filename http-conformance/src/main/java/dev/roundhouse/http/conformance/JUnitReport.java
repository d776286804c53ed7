package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.scenario.Scenario;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report as JUnit XML, for build servers: a suite per category, a case per scenario. A violated MUST is a failure; a
 * SHOULD that is not followed passes and is printed in the output of its suite.
 *
 * <p>Several schemas of JUnit XML exist. The output is valid for those of Jenkins and of Ant: only the attributes that
 * both define, with the elements in the order that both require.
 */
public final class JUnitReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private JUnitReport() {}

    /** Creates the document.
     *
     * @param conformanceReport the results
     * @param when the time of the run
     */
    public static String of(ConformanceReport conformanceReport, Instant when) {
        Map<String, List<ScenarioResult>> suites = new TreeMap<>();
        for (ScenarioResult scenarioResult : conformanceReport.results()) {
            suites.computeIfAbsent(scenarioResult.scenario().category(), name -> new ArrayList<>())
                    .add(scenarioResult);
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        int number = 0;
        for (Map.Entry<String, List<ScenarioResult>> suite : suites.entrySet()) {
            append(xml, number++, suite.getKey(), suite.getValue(), TIME.format(when.atOffset(ZoneOffset.UTC)));
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void append(
            StringBuilder xml, int number, String category, List<ScenarioResult> results, String time) {
        long failures = results.stream()
                .filter(scenarioResult -> scenarioResult.outcome() == TestOutcome.FAIL)
                .count();
        xml.append("  <testsuite id=\"")
                .append(number)
                .append("\" package=\"conformance\" name=\"")
                .append(escaped(category))
                .append("\" timestamp=\"")
                .append(time)
                .append("\" hostname=\"localhost\" tests=\"")
                .append(results.size())
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"0\" time=\"0\">\n    <properties/>\n");
        results.forEach(scenarioResult -> append(xml, scenarioResult));
        xml.append("    <system-out>").append(escaped(output(results))).append("</system-out>\n");
        xml.append("    <system-err/>\n  </testsuite>\n");
    }

    private static void append(StringBuilder xml, ScenarioResult scenarioResult) {
        Scenario scenario = scenarioResult.scenario();
        xml.append("    <testcase classname=\"conformance.")
                .append(escaped(scenario.category().replace('/', '.')))
                .append("\" name=\"")
                .append(escaped(scenario.name()))
                .append("\" time=\"0\"");
        if (scenarioResult.outcome() == TestOutcome.NOT_APPLICABLE) {
            xml.append("><skipped/></testcase>\n");
            return;
        }
        if (scenarioResult.outcome() != TestOutcome.FAIL) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n      <failure type=\"MUST\" message=\"")
                .append(escaped(scenarioResult.cause()))
                .append("\">")
                .append(escaped(ConformanceReport.describe(scenarioResult)))
                .append("</failure>\n    </testcase>\n");
    }

    private static String output(List<ScenarioResult> results) {
        StringBuilder output = new StringBuilder();
        results.stream()
                .filter(scenarioResult -> scenarioResult.outcome() == TestOutcome.SHOULD_FAILED
                        || scenarioResult.outcome() == TestOutcome.ALLOWED_DIFFERENCE)
                .forEach(scenarioResult -> output.append(scenarioResult.outcome())
                        .append("  ")
                        .append(scenarioResult.cause())
                        .append('\n')
                        .append(ConformanceReport.describe(scenarioResult))
                        .append('\n'));
        return output.toString();
    }

    /** Escapes text for content and attributes. XML cannot represent most control characters. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\u00A7' -> escaped.append(character);
                default -> escaped.append(ConformanceReport.visible(String.valueOf(character)));
            }
        }
        return escaped.toString();
    }
}
