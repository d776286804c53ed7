package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.Explanation.ExplanationStep;
import dev.roundhouse.http.handlers.Explanation.Topic;
import java.util.List;
import java.util.Locale;

/** A rehearsal for people: what was sent, the decisions by theme, what would come back. */
public final class DryRunText {
    private static final int WIDEST_SUBJECT = 40;

    private final StringBuilder text = new StringBuilder();

    private DryRunText() {}

    /** Several lines, the last one ended. */
    public static String of(DryRun rehearsal) {
        DryRunText written = new DryRunText();
        rehearsal.request().forEach(line -> written.line("> ", line));
        written.text.append('\n');
        rehearsal
                .explanation()
                .map(Explanation::steps)
                .ifPresentOrElse(
                        explained -> written.steps(explained, method(rehearsal)),
                        () -> written.line("", "The engine refuses this: " + rehearsal.refusal()));
        written.text.append('\n');
        rehearsal.response().forEach(line -> written.line("< ", line));
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

    private void steps(List<ExplanationStep> steps, String method) {
        if (steps.isEmpty()) {
            line("", "Only GET and HEAD read files; " + withoutFile(method));
        }
        int width =
                steps.stream().mapToInt(step -> step.subject().length()).max().orElse(0);
        for (Topic theme : Topic.values()) {
            List<ExplanationStep> about =
                    steps.stream().filter(step -> step.theme() == theme).toList();
            if (!about.isEmpty()) {
                line("", theme.name().toLowerCase(Locale.ROOT));
                about.forEach(step -> step(step, Math.min(width, WIDEST_SUBJECT)));
            }
        }
    }

    private void step(ExplanationStep step, int width) {
        String padding = " ".repeat(Math.max(0, width - step.subject().length()));
        line("  ", step.subject() + padding + "  " + step.finding());
    }

    /** What a peer might send is shown, but cannot do anything to the terminal. */
    private void line(String prefix, String content) {
        text.append(prefix).append(content.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
