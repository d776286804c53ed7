package dev.roundhouse.http.app.explain;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats a dry run as a JSON object with {@code request}, {@code error}, {@code steps} and {@code response} (RFC 8259). */
public final class DryRunJson {
    private DryRunJson() {}

    /** The object, with a line break at the end. */
    public static String of(DryRun dryRun) {
        List<ExplanationStep> steps =
                dryRun.explanation().map(Explanation::steps).orElse(List.of());
        Map<String, Object> members = Map.of(
                "request", dryRun.request(),
                "error", dryRun.error(),
                "steps", steps.stream().map(DryRunJson::members).toList(),
                "response", dryRun.response());
        ConfigRenderOptions json = ConfigRenderOptions.defaults()
                .setOriginComments(false)
                .setComments(false)
                .setJson(true);
        return ConfigValueFactory.fromMap(members).render(json).stripTrailing() + "\n";
    }

    private static Map<String, Object> members(ExplanationStep explanationStep) {
        return Map.of(
                "topic", explanationStep.topic().name().toLowerCase(Locale.ROOT),
                "subject", explanationStep.subject(),
                "result", explanationStep.result());
    }
}
