package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.stats.Metric;
import dev.roundhouse.http.lab.stats.Samples;
import dev.roundhouse.http.lab.stats.SignificanceTester;
import java.util.ArrayList;
import java.util.List;

/** Compares each pair of servers on one workload. */
final class PairwiseComparisons {
    private PairwiseComparisons() {}

    static List<Comparison> comparisons(SignificanceTester significanceTester, List<MeasurementRecorder> recorders) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int one = 0; one < recorders.size(); one++) {
            for (int other = one + 1; other < recorders.size(); other++) {
                for (Metric metric : Metric.values()) {
                    add(comparisons, significanceTester, metric, recorders.get(one), recorders.get(other));
                }
            }
        }
        return comparisons;
    }

    private static void add(
            List<Comparison> comparisons,
            SignificanceTester significanceTester,
            Metric metric,
            MeasurementRecorder one,
            MeasurementRecorder other) {
        Samples first = one.samples(metric).positive();
        Samples second = other.samples(metric).positive();
        if (first.count() > 0 && second.count() > 0) {
            SignificanceTester.ServerPair serverPair =
                    new SignificanceTester.ServerPair(one.workload(), metric, one.server(), other.server());
            comparisons.add(significanceTester.compare(serverPair, first, second));
        }
    }
}
