package dev.roundhouse.http.lab.stats;

import java.util.Locale;

/** What servers are compared by. */
public enum Metric {
    /** Correct answers per second in the closed loop. */
    THROUGHPUT("throughput", "answers", "times as many requests per second as"),
    /** The slowest of a hundred answers, at the same rate. */
    P99("p99", "has a 99th percentile of latency that is shorter by a factor of", "than"),
    /** Time of the processor per request. */
    CPU("cpu", "needs less processor time per request, by a factor of", "than"),
    /** Time from nothing to the first answer. */
    STARTUP("startup", "starts faster, by a factor of", "than");

    private final String label;
    private final String verb;
    private final String than;

    Metric(String label, String verb, String than) {
        this.label = label;
        this.verb = verb;
        this.than = than;
    }

    /** As it stands in results. */
    public String label() {
        return label;
    }

    /** Whether more is better. */
    public boolean isHigherBetter() {
        return this == THROUGHPUT;
    }

    /** How much better one does than the other. */
    String describe(String better, String worse, double ratio, double low, double high) {
        return String.format(
                Locale.ROOT, "%s %s %.2f (%.2f to %.2f) %s %s.", better, verb, ratio, low, high, than, worse);
    }
}
