package dev.roundhouse.http.lab.result;

/**
 * Latency at a given rate: requests are due at given times, whether the server keeps up or not.
 *
 * @param label what the rate is, as {@code half of own peak}
 * @param share of the server's own peak, as 0.5
 * @param offered requests due per second
 * @param achieved correct answers per second
 * @param isSustained whether the server answered what was offered; behind the knee it did not
 * @param arrivals {@code poisson} or {@code constant}
 * @param p50 microseconds from the intended start, over rounds
 * @param p99 microseconds from the intended start, over rounds
 * @param p999 microseconds from the intended start, over rounds
 * @param latency of all rounds together, from the intended start
 * @param uncorrectedLatency the same answers, timed from when the request was sent, as tools do that omit what waits
 * @param responses what became of the requests
 * @param rounds how many rounds it is made of
 * @param generatorLag p99 of how much too late the generator sent although a connection was free, microseconds
 * @param discardReason why it does not count, as the generator's saturation; empty when it does
 */
public record OpenLoopPoint(
        String label,
        double share,
        double offered,
        double achieved,
        boolean isSustained,
        String arrivals,
        Estimate p50,
        Estimate p99,
        Estimate p999,
        LatencySummary latency,
        LatencySummary uncorrectedLatency,
        ResponseCounts responses,
        int rounds,
        double generatorLag,
        String discardReason) {
    /** Whether it counts. */
    public boolean isValid() {
        return discardReason.isEmpty();
    }
}
