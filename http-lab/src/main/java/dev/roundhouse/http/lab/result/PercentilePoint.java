package dev.roundhouse.http.lab.result;

/**
 * A point of a latency curve: this percentage of responses was received within this time.
 *
 * @param percentile 0 to 100; 100 is the slowest
 * @param micros microseconds
 */
public record PercentilePoint(double percentile, double micros) {}
