package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.handlers.Explanation.Topic;
import java.util.List;
import java.util.Locale;

/** A rehearsal for people: what was sent, the decisions by theme, what would come back. */
public final class DryRunText {
    private static final int MAX_SUBJECT_WIDTH = 40;

    private final StringBuilder text = new StringBuilder();

    private DryRunText() {}

    /** Several lines, the last one ended. */
    public static String of(DryRun dryRun) {
        DryRunText written = new DryRunText();
        dryRun.request().forEach(line -> written.appendLine("> ", line));
        written.text.append('\n');
        dryRun.explanation()
                .map(Explanation::steps)
                .ifPresentOrElse(
                        explained -> written.appendSteps(explained, method(dryRun)),
                        () -> written.appendLine("", "Rejected by the HTTP/1.1 parser: " + dryRun.error()));
        written.text.append('\n');
        dryRun.response().forEach(line -> written.appendLine("< ", line));
        return written.text.toString();
    }

    private static String method(DryRun dryRun) {
        return dryRun.request().get(0).split(" ", 2)[0];
    }

    private static String withoutFile(String method) {
        return method.equals("OPTIONS")
                ? "OPTIONS is told so before anything is looked at."
                : "the method is refused before anything is looked at.";
    }

    private void appendSteps(List<ExplanationStep> steps, String method) {
        if (steps.isEmpty()) {
            appendLine("", "Only GET and HEAD read files; " + withoutFile(method));
        }
        int width = steps.stream()
                .mapToInt(explanationStep -> explanationStep.subject().length())
                .max()
                .orElse(0);
        for (Topic topic : Topic.values()) {
            List<ExplanationStep> about = steps.stream()
                    .filter(explanationStep -> explanationStep.topic() == topic)
                    .toList();
            if (!about.isEmpty()) {
                appendLine("", topic.name().toLowerCase(Locale.ROOT));
                about.forEach(explanationStep -> appendStep(explanationStep, Math.min(width, MAX_SUBJECT_WIDTH)));
            }
        }
    }

    private void appendStep(ExplanationStep explanationStep, int width) {
        String padding =
                " ".repeat(Math.max(0, width - explanationStep.subject().length()));
        appendLine("  ", explanationStep.subject() + padding + "  " + explanationStep.result());
    }

    /** What a peer might send is shown, but cannot do anything to the terminal. */
    private void appendLine(String prefix, String content) {
        text.append(prefix).append(content.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
