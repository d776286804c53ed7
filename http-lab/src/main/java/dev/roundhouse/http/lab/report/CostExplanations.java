package dev.roundhouse.http.lab.report;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.RequestCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Explains differences in throughput by measured costs: if two servers differ in both, a sentence lists the costs. The
 * conclusion is left to the reader.
 */
final class CostExplanations {
    /** Smaller differences of a cost are not reported. */
    private static final double MIN_RATIO = 1.15;

    private CostExplanations() {}

    /** A cost and its format. */
    private record CostFactor(Function<RequestCosts, Estimate> metric, Function<Double, String> amount) {}

    private static final List<CostFactor> COSTS = List.of(
            new CostFactor(RequestCosts::cpuMicros, micros -> EstimateFormat.micros(micros) + " of CPU"),
            new CostFactor(RequestCosts::syscallsPerRequest, calls -> Numbers.number(calls) + " system calls"),
            new CostFactor(
                    RequestCosts::switchesPerRequest, waits -> Numbers.number(waits) + " voluntary context switches"),
            new CostFactor(RequestCosts::allocatedBytes, bytes -> Numbers.bytes(bytes) + " of heap"));

    /** A sentence for each pair of servers that differ in throughput. */
    static List<String> of(List<Comparison> comparisons, Map<String, Measurement> measured) {
        return comparisons.stream()
                .filter(one -> one.metric().equals("throughput") && one.verdict() == ComparisonVerdict.DIFFERENT)
                .map(one -> describe(one, measured))
                .filter(description -> !description.isEmpty())
                .toList();
    }

    private static String describe(Comparison difference, Map<String, Measurement> measured) {
        RequestCosts faster = measured.get(difference.first()).costs();
        RequestCosts slower = measured.get(difference.second()).costs();
        List<String> more = new ArrayList<>();
        List<String> less = new ArrayList<>();
        for (CostFactor costFactor : COSTS) {
            Estimate first = costFactor.metric().apply(faster);
            Estimate second = costFactor.metric().apply(slower);
            if (first.isPresent() && second.isPresent() && first.median() > 0 && second.median() > 0) {
                String both = costFactor.amount().apply(second.median()) + " compared to " + difference.first()
                        + " with " + costFactor.amount().apply(first.median());
                add(second.median() / first.median(), both, more, less);
            }
        }
        if (more.isEmpty() && less.isEmpty()) {
            return "";
        }
        return explanation(difference, more, less);
    }

    private static void add(double ratio, String text, List<String> more, List<String> less) {
        if (ratio >= MIN_RATIO) {
            more.add(text);
        } else if (ratio <= 1 / MIN_RATIO) {
            less.add(text);
        }
    }

    private static String explanation(Comparison difference, List<String> more, List<String> less) {
        StringBuilder description = new StringBuilder(difference.second()).append(", the slower one, uses ");
        if (more.isEmpty()) {
            return description
                    .append("no more of the measured resources, but ")
                    .append(joined(less))
                    .append("; the reason is elsewhere, for example in waiting.")
                    .toString();
        }
        description.append(joined(more));
        if (!less.isEmpty()) {
            description.append("; but only ").append(joined(less));
        }
        return description.append(".").toString();
    }

    private static String joined(List<String> texts) {
        return texts.stream().collect(Collectors.joining(", and "));
    }
}
