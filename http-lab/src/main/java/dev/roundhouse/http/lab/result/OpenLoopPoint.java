package dev.roundhouse.http.lab.result;

/**
 * Latency at a given rate: requests are due at given times, independent of the responses.
 *
 * @param label name of the rate, as {@code half of own peak}
 * @param share of the server's own peak, as 0.5
 * @param offered requests due per second
 * @param achieved correct responses per second
 * @param isSustained whether the server sustained the offered rate
 * @param arrivals {@code poisson} or {@code constant}
 * @param p50 microseconds from the intended start, over rounds
 * @param p99 microseconds from the intended start, over rounds
 * @param p999 microseconds from the intended start, over rounds
 * @param latency of all rounds together, from the intended start
 * @param uncorrectedLatency the same responses measured from the actual send time (coordinated omission)
 * @param responses outcomes of the requests
 * @param rounds number of rounds
 * @param generatorLag p99 send delay of the generator although a connection was free, in microseconds
 * @param discardReason why it was discarded; empty if it was not
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
    /** Whether it was not discarded. */
    public boolean isValid() {
        return discardReason.isEmpty();
    }
}
