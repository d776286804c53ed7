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
    public static String of(DryRun rehearsal) {
        DryRunText written = new DryRunText();
        rehearsal.request().forEach(line -> written.appendLine("> ", line));
        written.text.append('\n');
        rehearsal
                .explanation()
                .map(Explanation::steps)
                .ifPresentOrElse(
                        explained -> written.appendSteps(explained, method(rehearsal)),
                        () -> written.appendLine("", "The engine refuses this: " + rehearsal.error()));
        written.text.append('\n');
        rehearsal.response().forEach(line -> written.appendLine("< ", line));
        return written.text.toString();
    }

    private static String method(DryRun rehearsal) {
        return rehearsal.request().get(0).split(" ", 2)[0];
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
        int width =
                steps.stream().mapToInt(step -> step.subject().length()).max().orElse(0);
        for (Topic theme : Topic.values()) {
            List<ExplanationStep> about =
                    steps.stream().filter(step -> step.topic() == theme).toList();
            if (!about.isEmpty()) {
                appendLine("", theme.name().toLowerCase(Locale.ROOT));
                about.forEach(step -> appendStep(step, Math.min(width, MAX_SUBJECT_WIDTH)));
            }
        }
    }

    private void appendStep(ExplanationStep step, int width) {
        String padding = " ".repeat(Math.max(0, width - step.subject().length()));
        appendLine("  ", step.subject() + padding + "  " + step.result());
    }

    /** What a peer might send is shown, but cannot do anything to the terminal. */
    private void appendLine(String prefix, String content) {
        text.append(prefix).append(content.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
