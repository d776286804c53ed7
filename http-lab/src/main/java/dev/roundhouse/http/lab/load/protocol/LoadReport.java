package dev.roundhouse.http.lab.load.protocol;

import dev.roundhouse.http.lab.result.ResponseCounts;
import dev.roundhouse.http.lab.result.TimelinePoint;
import java.util.List;

/** Result of a measurement by the load generator.
 *
 * @param seconds duration of the measurement
 * @param responses outcomes of the requests that were due in it
 * @param bodyBytes content bytes of correct responses
 * @param offered requests that were due per second; for the closed loop, those that were sent
 * @param achieved correct responses per second
 * @param correctedLatency latency from the moment a request was due, as an HdrHistogram in its compressed form, Base64,
 *     nanoseconds
 * @param uncorrectedLatency latency from the moment a request was sent, in the same form; in the closed loop both are the same
 * @param sendLagMicros p99 of how much later than due a request was sent although a connection was free for it
 * @param generatorUtilization share of the generator's cores that it used, 0 to 1
 * @param isSteady whether the warm-up ended because throughput was steady
 * @param timeline of warm-up and measurement
 */
public record LoadReport(
        double seconds,
        ResponseCounts responses,
        long bodyBytes,
        double offered,
        double achieved,
        String correctedLatency,
        String uncorrectedLatency,
        double sendLagMicros,
        double generatorUtilization,
        boolean isSteady,
        List<TimelinePoint> timeline) {
    /** No measurement. */
    public static final LoadReport NONE =
            new LoadReport(0, ResponseCounts.NONE, 0, 0, 0, "", "", 0, 0, false, List.of());

    /** Copies the timeline. */
    public LoadReport {
        timeline = List.copyOf(timeline);
    }
}
