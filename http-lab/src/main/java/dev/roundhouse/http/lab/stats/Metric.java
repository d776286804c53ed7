package dev.roundhouse.http.lab.stats;

import java.util.Locale;

/** Metrics by which servers are compared. */
public enum Metric {
    /** Correct responses per second in the closed loop. */
    THROUGHPUT("throughput", "has", "times the throughput of"),
    /** 99th percentile of latency at the common rate. */
    P99("p99", "has a p99 latency lower by a factor of", "than"),
    /** CPU time per request. */
    CPU("cpu", "uses less CPU time per request, by a factor of", "than"),
    /** Time from process start to the first correct response. */
    STARTUP("startup", "starts faster, by a factor of", "than");

    private final String label;
    private final String verb;
    private final String than;

    Metric(String label, String verb, String than) {
        this.label = label;
        this.verb = verb;
        this.than = than;
    }

    /** The name in results. */
    public String label() {
        return label;
    }

    /** Whether higher is better. */
    public boolean isHigherBetter() {
        return this == THROUGHPUT;
    }

    /** Describes how much better one server is. */
    String describe(String better, String worse, double ratio, double low, double high) {
        return String.format(
                Locale.ROOT, "%s %s %.2f (%.2f to %.2f) %s %s.", better, verb, ratio, low, high, than, worse);
    }
}
