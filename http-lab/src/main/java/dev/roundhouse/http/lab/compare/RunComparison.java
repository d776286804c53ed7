package dev.roundhouse.http.lab.compare;

import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.Estimate;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.OpenLoopPoint;
import dev.roundhouse.http.lab.result.Round;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.Metric;
import dev.roundhouse.http.lab.stats.Samples;
import dev.roundhouse.http.lab.stats.SignificanceTester;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Compares two runs, for each server and workload that is in both.
 *
 * <p>Many metrics are compared at once, and of a hundred unchanged ones, five would seem to have changed. The intervals
 * are therefore widened by the number of comparisons (Bonferroni): of twenty pairs of runs without any change, about
 * one has a false alarm.
 */
public final class RunComparison {
    private static final double FALSE_ALARM_RATE = 0.05;

    private final RunResult before;
    private final RunResult after;
    private final double confidence;

    private RunComparison(RunResult before, RunResult after, double confidence) {
        this.before = before;
        this.after = after;
        this.confidence = confidence;
    }

    /** All changes, in the order of the first run. */
    public static List<MetricChange> between(RunResult before, RunResult after) {
        int count = new RunComparison(before, after, 1 - FALSE_ALARM_RATE).all().size();
        return new RunComparison(before, after, 1 - FALSE_ALARM_RATE / Math.max(1, count)).all();
    }

    private List<MetricChange> all() {
        List<MetricChange> changes = new ArrayList<>();
        for (Measurement old : before.measurements()) {
            after.measurement(old.server(), old.workload())
                    .filter(now -> isSameWorkload(old.workload()))
                    .ifPresent(now -> addChanges(changes, old, now));
        }
        return changes;
    }

    /** A workload with other settings in another version or mode is a different workload. */
    private boolean isSameWorkload(String workload) {
        return before.workloads().stream()
                .filter(each -> each.name().equals(workload))
                .anyMatch(after.workloads()::contains);
    }

    private void addChanges(List<MetricChange> changes, Measurement old, Measurement now) {
        rounds(old, now, Metric.THROUGHPUT, Round::perSecond, old.throughput(), now.throughput())
                .ifPresent(changes::add);
        rounds(
                        old,
                        now,
                        Metric.CPU,
                        Round::cpuMicros,
                        old.costs().cpuMicros(),
                        now.costs().cpuMicros())
                .ifPresent(changes::add);
        estimates(old, Metric.STARTUP, old.startup().millis(), now.startup().millis())
                .ifPresent(changes::add);
        for (OpenLoopPoint point : old.open()) {
            now.open().stream()
                    .filter(other -> other.label().equals(point.label()) && other.isValid() && point.isValid())
                    .findFirst()
                    .flatMap(other -> estimates(old, Metric.P99, point.p99(), other.p99()))
                    .map(metricChange -> named(metricChange, "p99 at " + point.label()))
                    .ifPresent(changes::add);
        }
    }

    private static MetricChange named(MetricChange metricChange, String metric) {
        return new MetricChange(
                metricChange.server(),
                metricChange.workload(),
                metric,
                metricChange.before(),
                metricChange.after(),
                metricChange.gain(),
                metricChange.significance());
    }

    private Optional<MetricChange> rounds(
            Measurement old,
            Measurement now,
            Metric metric,
            ToDoubleFunction<Round> value,
            Estimate first,
            Estimate second) {
        boolean isComparable = metric != Metric.THROUGHPUT
                || (Round.hasReliableThroughput(old.rounds()) && Round.hasReliableThroughput(now.rounds()));
        Samples then = samples(old, value);
        Samples later = samples(now, value);
        if (!isComparable || then.count() == 0 || later.count() == 0) {
            return Optional.empty();
        }
        Bootstrap bootstrap = new Bootstrap(
                (int) Math.max(after.procedure().resamples(), 10 / (1 - confidence)),
                confidence,
                after.procedure().seed());
        Estimate gain = metric.isHigherBetter() ? bootstrap.ratio(later, then) : bootstrap.ratio(then, later);
        return Optional.of(change(old, metric, first, second, gain));
    }

    private static Samples samples(Measurement of, ToDoubleFunction<Round> metric) {
        Samples.SampleCollector sampleCollector = new Samples.SampleCollector();
        of.rounds().forEach(round -> sampleCollector.add(round.launch(), metric.applyAsDouble(round)));
        return sampleCollector.samples().positive();
    }

    private Optional<MetricChange> estimates(Measurement old, Metric metric, Estimate first, Estimate second) {
        boolean isComparable = first.isPresent() && second.isPresent() && first.low() > 0 && second.low() > 0;
        return isComparable
                ? Optional.of(change(old, metric, first, second, LogRatio.of(first, second, confidence)))
                : Optional.empty();
    }

    private MetricChange change(Measurement of, Metric metric, Estimate first, Estimate second, Estimate gain) {
        return new MetricChange(of.server(), of.workload(), metric.label(), first, second, gain, significance(gain));
    }

    private ComparisonVerdict significance(Estimate gain) {
        SignificanceTester significanceTester = new SignificanceTester(
                new Bootstrap(1, confidence, 0),
                after.procedure().minimumRounds(),
                Math.max(before.procedure().smallestRatio(), after.procedure().smallestRatio()));
        return significanceTester.verdict(
                gain.median() >= 1
                        ? gain
                        : new Estimate(1 / gain.median(), 1 / gain.high(), 1 / gain.low(), gain.rounds()));
    }
}
