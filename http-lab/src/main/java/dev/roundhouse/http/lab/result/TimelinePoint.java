package dev.roundhouse.http.lab.result;

/**
 * A window of the last round, warm-up included.
 *
 * @param second end of the window since the start of the warm-up
 * @param isWarmUp whether it is part of the warm-up
 * @param perSecond correct responses per second
 * @param p99 microseconds
 */
public record TimelinePoint(double second, boolean isWarmUp, double perSecond, double p99) {}
