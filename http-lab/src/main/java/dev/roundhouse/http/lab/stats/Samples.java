package dev.roundhouse.http.lab.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Values of rounds, grouped by launch: rounds of one launch are more alike than those of two, since a JVM compiles the same code
 * differently each time.
 *
 * @param launches the rounds of each launch; none is empty
 */
public record Samples(List<List<Double>> launches) {
    /** Copies the lists, and removes launches without a round. */
    public Samples {
        launches = launches.stream()
                .filter(rounds -> !rounds.isEmpty())
                .map(List::copyOf)
                .toList();
    }

    /** The rounds of one launch. */
    static Samples of(double... rounds) {
        return new Samples(List.of(Arrays.stream(rounds).boxed().toList()));
    }

    /** Rounds that are independent of launches. */
    static Samples independent(List<Double> rounds) {
        return new Samples(List.of(List.copyOf(rounds)));
    }

    /** Number of rounds. */
    public int count() {
        return launches.stream().mapToInt(List::size).sum();
    }

    /** The median of all rounds; 0 if there are none. */
    public double median() {
        return median(launches.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    /** The reciprocals, for values where lower is better. */
    Samples inverted() {
        return new Samples(launches.stream()
                .map(rounds -> rounds.stream().map(each -> 1 / each).toList())
                .toList());
    }

    /** The values above zero, which have a ratio. */
    public Samples positive() {
        return new Samples(launches.stream()
                .map(rounds -> rounds.stream().filter(each -> each > 0).toList())
                .toList());
    }

    /** The median of some values; 0 if there are none. */
    static double median(double... values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Collects rounds. */
    public static final class SampleCollector {
        private final List<List<Double>> launches = new ArrayList<>();

        /** Creates an empty collector. */
        public SampleCollector() {}

        /** Adds a round of a launch, which is counted from 1. */
        public void add(int launch, double value) {
            while (launches.size() < launch) {
                launches.add(new ArrayList<>());
            }
            launches.get(launch - 1).add(value);
        }

        /** The samples so far. */
        public Samples samples() {
            return new Samples(launches);
        }
    }
}
