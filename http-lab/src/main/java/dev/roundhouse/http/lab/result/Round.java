package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * One round of the closed loop.
 *
 * @param launch number of the server start, from 1
 * @param number number within the launch, from 1
 * @param startedAt seconds since the start of the run
 * @param seconds duration
 * @param perSecond correct responses per second
 * @param bytesPerSecond content bytes per second
 * @param responses outcomes of the requests
 * @param p50 microseconds, closed loop
 * @param p99 microseconds, closed loop: a slow server gets fewer requests, so compare with the open loop
 * @param cpuMicros CPU time of the server per request; 0 if unknown
 * @param serverUtilization share of its cores that the server used, 1 for all of them
 * @param generatorUtilization share of its cores that the generator used
 * @param saturationReason why the generator was the bottleneck; empty if it was not
 */
public record Round(
        int launch,
        int number,
        double startedAt,
        double seconds,
        double perSecond,
        double bytesPerSecond,
        ResponseCounts responses,
        double p50,
        double p99,
        double cpuMicros,
        double serverUtilization,
        double generatorUtilization,
        String saturationReason) {
    /** Whether its throughput is only a lower bound of the server's. */
    public boolean isLowerBound() {
        return !saturationReason.isEmpty();
    }

    /**
     * Whether the median of these rounds is the server's throughput. It is if fewer than half of them are lower bounds:
     * these are usually the fastest rounds, so a higher value would not change the median. Excluding them would bias
     * the median towards slow rounds.
     */
    public static boolean hasReliableThroughput(List<Round> rounds) {
        long bounds = rounds.stream().filter(Round::isLowerBound).count();
        return 2 * bounds < rounds.size();
    }
}
