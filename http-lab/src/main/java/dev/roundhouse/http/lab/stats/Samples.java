package dev.roundhouse.http.lab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The figures of some rounds, by launch: rounds of one launch resemble each other more than those of two, since a JVM
 * compiles the same code a little differently each time.
 *
 * @param launches the rounds of each launch; none is empty
 */
public record Samples(List<List<Double>> launches) {
    /** Copies the lists, and leaves out launches without a round. */
    public Samples {
        launches = launches.stream()
                .filter(rounds -> !rounds.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    /** The rounds of one launch. */
    public static Samples of(double... rounds) {
        return new Samples(List.of(Arrays.stream(rounds).boxed().toList()));
    }

    /** Each round from a launch of its own. */
    public static Samples independent(List<Double> rounds) {
        return new Samples(List.of(List.copyOf(rounds)));
    }

    /** How many rounds there are. */
    public int count() {
        return launches.stream().mapToInt(List::size).sum();
    }

    /** The middle of all rounds; 0 when there is none. */
    public double median() {
        return median(launches.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The reciprocals, so that less is more. */
    public Samples inverted() {
        return new Samples(launches.stream()
                .map(rounds -> rounds.stream().map(each -> 1 / each).toList())
                .toList());
    }

    /** The figures above zero: of others there is no ratio. */
    public Samples positive() {
        return new Samples(launches.stream()
                .map(rounds -> rounds.stream().filter(each -> each > 0).toList())
                .toList());
    }

    /** The middle of some figures; 0 when there is none. */
    static double median(double... metrics) {
        if (metrics.length == 0) {
            return 0;
        }
        double[] sorted = DoubleStream.of(metrics).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Collects rounds as they come. */
    public static final class SampleCollector {
        private final List<List<Double>> launches = new ArrayList<>();

        /** Begins with nothing. */
        public SampleCollector() {}

        /** Adds a round of a launch, which is counted from 1. */
        public void add(int launch, double metric) {
            while (launches.size() < launch) {
                launches.add(new ArrayList<>());
            }
            launches.get(launch - 1).add(metric);
        }

        /** What has come so far. */
        public Samples samples() {
            return new Samples(launches);
        }
    }
}
