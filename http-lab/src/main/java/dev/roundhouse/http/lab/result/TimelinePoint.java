package dev.roundhouse.http.lab.result;

/**
 * A window of the last round, warm-up included.
 *
 * @param second when the window ended, from the beginning of the warm-up
 * @param isWarmUp whether it did not count yet
 * @param perSecond correct answers per second
 * @param p99 microseconds
 */
public record TimelinePoint(double second, boolean isWarmUp, double perSecond, double p99) {}
