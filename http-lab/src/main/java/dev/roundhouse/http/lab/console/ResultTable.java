package dev.roundhouse.http.lab.console;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.result.WorkloadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A ranking of the servers for each workload, with the significance of the differences. */
public final class ResultTable {
    private static final String STARTUP = "STARTUP";
    private static final double HALF = 0.5;
    private static final double TOLERANCE = 0.001;

    private final RunResult result;
    private final StringBuilder text = new StringBuilder();

    private ResultTable(RunResult result) {
        this.result = result;
    }

    /** Formats the result. */
    public static String of(RunResult result) {
        ResultTable table = new ResultTable(result);
        result.workloads().forEach(table::appendWorkload);
        table.appendLegend();
        return table.text.toString();
    }

    private void appendWorkload(WorkloadInfo workload) {
        text.append('\n')
                .append(workload.name())
                .append(": ")
                .append(workload.description())
                .append('\n');
        List<Measurement> ranked = ranked(workload);
        boolean startUp = workload.kind().equals(STARTUP);
        int width =
                ranked.stream().mapToInt(each -> each.server().length()).max().orElse(0);
        appendLine(width, "  server", startUp ? RowFormat.STARTUP_HEAD : RowFormat.LOAD_HEAD);
        for (int rank = 0; rank < ranked.size(); rank++) {
            Measurement one = ranked.get(rank);
            String mark =
                    rank == 0 ? "  " : significanceMark(ranked.get(rank - 1), one, startUp ? "startup" : "throughput");
            appendLine(
                    width,
                    mark + one.server(),
                    startUp ? RowFormat.startup(one) : RowFormat.load(one, halfPeakPoint(one)));
        }
        result.measurements().stream()
                .filter(each -> each.workload().equals(workload.name())
                        && !each.skipped().isEmpty())
                .forEach(each -> text.append("    ")
                        .append(each.server())
                        .append(" was not measured: ")
                        .append(each.skipped())
                        .append('\n'));
    }

    private void appendLine(int width, String name, String cells) {
        text.append(String.format(Locale.ROOT, "  %-" + (width + 4) + "s%s%n", name, cells));
    }

    private List<Measurement> ranked(WorkloadInfo workload) {
        List<Measurement> ranked = new ArrayList<>(result.measurements().stream()
                .filter(each -> each.workload().equals(workload.name())
                        && each.skipped().isEmpty())
                .toList());
        ranked.sort(
                workload.kind().equals(STARTUP)
                        ? Comparator.comparingDouble(
                                each -> each.startup().millis().median())
                        : Comparator.comparingDouble(each -> -each.throughput().median()));
        return ranked;
    }

    /** Whether the server above is significantly better. */
    private String significanceMark(Measurement above, Measurement below, String metric) {
        ComparisonVerdict comparisonVerdict = result.comparisons().stream()
                .filter(each -> each.workload().equals(below.workload())
                        && each.metric().equals(metric))
                .filter(each -> isOf(each, above.server(), below.server()))
                .map(Comparison::verdict)
                .findFirst()
                .orElse(ComparisonVerdict.TOO_FEW_ROUNDS);
        return switch (comparisonVerdict) {
            case DIFFERENT -> "> ";
            case SAME -> "= ";
            case INCONCLUSIVE, TOO_FEW_ROUNDS -> "? ";
        };
    }

    private static boolean isOf(Comparison comparison, String one, String other) {
        return Set.of(comparison.first(), comparison.second()).equals(Set.of(one, other));
    }

    private static Optional<OpenLoopPoint> halfPeakPoint(Measurement one) {
        return one.open().stream()
                .filter(point -> Math.abs(point.share() - HALF) < TOLERANCE)
                .findFirst();
    }

    private void appendLegend() {
        text.append("""

                > significantly slower than the server above, = equal, ? inconclusive. In parentheses: 95 percent intervals.
                "over": the load generator was the bottleneck, so this is a lower bound.
                """);
        result.servers().stream()
                .filter(each -> !each.conformance().note().isEmpty())
                .forEach(each -> text.append(each.name())
                        .append(": ")
                        .append(each.conformance().note())
                        .append('\n'));
        result.notes().forEach(note -> text.append(note).append('\n'));
    }

    /** Formats one line. */
    private static final class RowFormat {
        static final String LOAD_HEAD = String.format(
                Locale.ROOT, "%12s  %-19s %12s %10s %10s", "requests/s", "", "CPU/request", "p99", "errors");
        static final String STARTUP_HEAD = String.format(Locale.ROOT, "%12s  %-19s %12s", "first response", "", "CPU");

        private RowFormat() {}

        static String load(Measurement one, Optional<OpenLoopPoint> half) {
            return String.format(
                    Locale.ROOT,
                    "%12s  %-19s %12s %10s %10s",
                    one.throughput().isPresent() ? number(one.throughput()) : atLeast(one.rounds()),
                    interval(one.throughput()),
                    micros(one.costs().cpuMicros()),
                    half.map(point -> point.isValid() ? micros(point.p99()) : "discarded")
                            .orElse(""),
                    one.responses().wrong()
                            + one.responses().failed()
                            + one.responses().timedOut());
        }

        static String startup(Measurement one) {
            return String.format(
                    Locale.ROOT,
                    "%9s ms  %-19s %9s ms",
                    number(one.startup().millis()),
                    interval(one.startup().millis()),
                    number(one.startup().cpuMillis()));
        }

        /** A lower bound: the generator was the bottleneck. */
        private static String atLeast(List<Round> rounds) {
            double[] reported =
                    rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
            return reported.length == 0 ? "" : String.format(Locale.ROOT, "over %,.0f", reported[reported.length / 2]);
        }

        private static String number(Estimate estimate) {
            return estimate.isPresent() ? String.format(Locale.ROOT, "%,.0f", estimate.median()) : "discarded";
        }

        private static String interval(Estimate estimate) {
            return estimate.isPresent()
                    ? String.format(Locale.ROOT, "(%,.0f to %,.0f)", estimate.low(), estimate.high())
                    : "";
        }

        private static String micros(Estimate estimate) {
            if (!estimate.isPresent()) {
                return "";
            }
            return estimate.median() < 1_000
                    ? String.format(Locale.ROOT, "%.1f us", estimate.median())
                    : String.format(Locale.ROOT, "%.1f ms", estimate.median() / 1_000);
        }
    }
}
