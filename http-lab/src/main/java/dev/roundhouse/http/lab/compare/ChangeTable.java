package dev.roundhouse.http.lab.compare;

import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import java.util.List;
import java.util.Locale;

/** Formats changes as a text table. */
public final class ChangeTable {
    private ChangeTable() {}

    /** A line for each change and a summary. */
    public static String of(List<MetricChange> changes) {
        StringBuilder text = new StringBuilder();
        changes.forEach(metricChange -> text.append(line(metricChange)));
        long better = changes.stream().filter(MetricChange::isImprovement).count();
        long worse = changes.stream().filter(MetricChange::isRegression).count();
        long same = changes.stream()
                .filter(each -> each.significance() == ComparisonVerdict.SAME)
                .count();
        return text.append(String.format(
                        Locale.ROOT,
                        "%n%d metrics compared: %d improved, %d regressed, %d unchanged, the rest inconclusive.%n",
                        changes.size(),
                        better,
                        worse,
                        same))
                .toString();
    }

    private static String line(MetricChange metricChange) {
        Estimate gain = metricChange.gain();
        return String.format(
                Locale.ROOT,
                "%-9s %-14s %-14s %-40s %12.1f -> %12.1f   x %.2f (%.2f to %.2f)%n",
                label(metricChange),
                metricChange.server(),
                metricChange.workload(),
                metricChange.metric(),
                metricChange.before().median(),
                metricChange.after().median(),
                gain.median(),
                gain.low(),
                gain.high());
    }

    private static String label(MetricChange metricChange) {
        return switch (metricChange.significance()) {
            case DIFFERENT -> metricChange.isRegression() ? "regressed" : "improved";
            case SAME -> "unchanged";
            case INCONCLUSIVE -> "unclear";
            case TOO_FEW_ROUNDS -> "too few";
        };
    }
}
