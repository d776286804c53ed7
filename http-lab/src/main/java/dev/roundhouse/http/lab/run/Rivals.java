package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.stats.Judge;
import dev.roundhouse.http.lab.stats.Metric;
import dev.roundhouse.http.lab.stats.Samples;
import java.util.ArrayList;
import java.util.List;

/** Compares servers, two at a time, on one workload. */
final class Rivals {
    private Rivals() {}

    static List<Comparison> comparisons(Judge judge, List<Ledger> ledgers) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int one = 0; one < ledgers.size(); one++) {
            for (int other = one + 1; other < ledgers.size(); other++) {
                for (Metric metric : Metric.values()) {
                    add(comparisons, judge, metric, ledgers.get(one), ledgers.get(other));
                }
            }
        }
        return comparisons;
    }

    private static void add(List<Comparison> comparisons, Judge judge, Metric metric, Ledger one, Ledger other) {
        Samples first = one.samples(metric).positive();
        Samples second = other.samples(metric).positive();
        if (first.count() > 0 && second.count() > 0) {
            Judge.Pair pair = new Judge.Pair(one.workload(), metric, one.server(), other.server());
            comparisons.add(judge.compare(pair, first, second));
        }
    }
}
