package dev.roundhouse.http.conformance;

import dev.roundhouse.http.conformance.ScenarioResult.TestOutcome;
import dev.roundhouse.http.conformance.scenario.Scenario;
import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonOutput;
import dev.roundhouse.http.json.JsonWriter;
import java.util.Locale;

/** Formats a conformance report as one JSON object, in ASCII (RFC 8259). */
final class ReportJson {
    private ReportJson() {}

    /** The object, with a line break at the end. Each byte that was sent or received is one character. */
    static String of(ConformanceReport report) {
        StringBuilder text = new StringBuilder();
        JsonWriter json = JsonWriter.compact(JsonOutput.to(text), JsonEscaping.ASCII);
        json.beginObject().member("server", report.server());
        for (TestOutcome testOutcome : TestOutcome.values()) {
            json.member(testOutcome.name().toLowerCase(Locale.ROOT), report.count(testOutcome));
        }
        json.name("causes").beginLines();
        report.causes().forEach(cause -> write(cause, json));
        json.endArray().name("results").beginLines();
        report.results().forEach(scenarioResult -> write(scenarioResult, json));
        json.endArray().endObject();
        return text.append('\n').toString();
    }

    private static void write(Cause cause, JsonWriter json) {
        json.beginObject()
                .member("cause", cause.text())
                .member("outcome", cause.outcome().name())
                .name("scenarios")
                .beginArray();
        cause.results()
                .forEach(scenarioResult -> json.value(scenarioResult.scenario().name()));
        json.endArray().endObject();
    }

    private static void write(ScenarioResult scenarioResult, JsonWriter json) {
        Scenario scenario = scenarioResult.scenario();
        json.beginObject()
                .member("scenario", scenario.name())
                .member("section", scenario.clause().section())
                .member("level", scenario.clause().level().name())
                .member("requirement", scenario.requirement())
                .member("outcome", scenarioResult.outcome().name())
                .member("reason", scenarioResult.reason())
                .member("sent", scenarioResult.sent())
                .member("received", scenarioResult.received())
                .endObject();
    }
}
