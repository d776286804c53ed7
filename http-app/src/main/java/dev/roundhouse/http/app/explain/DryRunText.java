package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.handlers.Explanation.Topic;
import java.util.List;
import java.util.Locale;

/** Formats a dry run as text: the request, the decisions by topic, and the response. */
public final class DryRunText {
    private static final int MAX_SUBJECT_WIDTH = 40;

    private final StringBuilder text = new StringBuilder();

    private DryRunText() {}

    /** The text, with a line break at the end. */
    public static String of(DryRun dryRun) {
        DryRunText formatted = new DryRunText();
        dryRun.request().forEach(line -> formatted.appendLine("> ", line));
        formatted.text.append('\n');
        dryRun.explanation()
                .map(Explanation::steps)
                .ifPresentOrElse(
                        steps -> formatted.appendSteps(steps, method(dryRun)),
                        () -> formatted.appendLine("", "Rejected by the HTTP/1.1 parser: " + dryRun.error()));
        formatted.text.append('\n');
        dryRun.response().forEach(line -> formatted.appendLine("< ", line));
        return formatted.text.toString();
    }

    private static String method(DryRun dryRun) {
        return dryRun.request().get(0).split(" ", 2)[0];
    }

    private static String withoutFile(String method) {
        return method.equals("OPTIONS")
                ? "OPTIONS is handled before any lookup."
                : "the method is rejected before any lookup.";
    }

    private void appendSteps(List<ExplanationStep> steps, String method) {
        int width =
                steps.stream().mapToInt(step -> step.subject().length()).max().orElse(0);
        for (Topic topic : Topic.values()) {
            List<ExplanationStep> ofTopic =
                    steps.stream().filter(step -> step.topic() == topic).toList();
            if (!ofTopic.isEmpty()) {
                appendLine("", topic.name().toLowerCase(Locale.ROOT));
                ofTopic.forEach(step -> appendStep(step, Math.min(width, MAX_SUBJECT_WIDTH)));
            }
        }
        if (steps.stream().allMatch(step -> step.topic() == Topic.CONNECTION)) {
            appendLine("", "Only GET and HEAD are supported for files; " + withoutFile(method));
        }
    }

    private void appendStep(ExplanationStep step, int width) {
        String padding = " ".repeat(Math.max(0, width - step.subject().length()));
        appendLine("  ", step.subject() + padding + "  " + step.result());
    }

    /** Appends a line. Control characters of the request are replaced, so that they do not reach the terminal. */
    private void appendLine(String prefix, String content) {
        text.append(prefix).append(content.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
