package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.json.JsonEscaping;
import dev.roundhouse.http.json.JsonOutput;
import dev.roundhouse.http.json.JsonWriter;
import java.util.List;
import java.util.Locale;

/** Formats a dry run as a JSON object with {@code error}, {@code request}, {@code response} and {@code steps} (RFC 8259). */
public final class DryRunJson {
    private DryRunJson() {}

    /** The object, with a line break at the end. */
    public static String of(DryRun dryRun) {
        List<ExplanationStep> steps =
                dryRun.explanation().map(Explanation::steps).orElse(List.of());
        StringBuilder text = new StringBuilder();
        JsonWriter json = JsonWriter.indented(JsonOutput.to(text), JsonEscaping.CONTROLS)
                .beginObject()
                .member("error", dryRun.error());
        writeLines("request", dryRun.request(), json);
        writeLines("response", dryRun.response(), json);
        json.name("steps").beginArray();
        steps.forEach(explanationStep -> write(explanationStep, json));
        json.endArray().endObject();
        return text.append('\n').toString();
    }

    private static void writeLines(String name, List<String> lines, JsonWriter json) {
        json.name(name).beginArray();
        lines.forEach(json::value);
        json.endArray();
    }

    private static void write(ExplanationStep explanationStep, JsonWriter json) {
        json.beginObject()
                .member("result", explanationStep.result())
                .member("subject", explanationStep.subject())
                .member("topic", explanationStep.topic().name().toLowerCase(Locale.ROOT))
                .endObject();
    }
}
