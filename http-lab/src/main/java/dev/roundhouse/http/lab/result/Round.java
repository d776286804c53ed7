package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * One round of the closed loop.
 *
 * @param launch which start of the server, from 1
 * @param number which round of the launch, from 1
 * @param startedAt seconds since the run began
 * @param seconds how long it measured
 * @param perSecond correct answers per second
 * @param bytesPerSecond octets of content per second
 * @param responses what became of the requests
 * @param p50 microseconds, closed loop
 * @param p99 microseconds, closed loop: a slow server is asked less often, so compare with the open loop
 * @param cpuMicros of the server, per request; 0 when unknown
 * @param serverUtilization share of its cores that the server used, 1 for all of them
 * @param generatorUtilization share of its cores that the generator used
 * @param saturationReason that the generator was the bottleneck, so that the server could have answered more; empty when it was not
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
     * Whether the median of these rounds is the server's throughput. It is, as long as fewer than half of them are lower
     * bounds: those are the fastest as a rule, and however much faster they might have been, the one in the middle stays
     * where it is. To leave them out instead would leave the slow ones.
     */
    public static boolean hasReliableThroughput(List<Round> rounds) {
        long bounds = rounds.stream().filter(Round::isLowerBound).count();
        return 2 * bounds < rounds.size();
    }
}
