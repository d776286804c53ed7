package dev.roundhouse.http.lab.result;

import java.util.List;

/** The measurement of one server on one workload.
 *
 * @param server its name
 * @param workload its name
 * @param skipped why it was not measured; empty if it was
 * @param throughput correct responses per second in the closed loop; unknown where {@linkplain Round#hasReliableThroughput the
 *     generator was the bottleneck}
 * @param rounds all rounds
 * @param open latency by rate, from slow to fast
 * @param responses of all rounds together
 * @param costs per request
 * @param footprint memory, threads, descriptors
 * @param startup for {@code STARTUP} only
 * @param timeline of the first launch's warm-up and first round
 * @param notes limitations of the measurement
 */
public record Measurement(
        String server,
        String workload,
        String skipped,
        Estimate throughput,
        List<Round> rounds,
        List<OpenLoopPoint> open,
        ResponseCounts responses,
        RequestCosts costs,
        Footprint footprint,
        StartupTime startup,
        List<TimelinePoint> timeline,
        List<String> notes) {
    /** Copies the lists. */
    public Measurement {
        rounds = List.copyOf(rounds);
        open = List.copyOf(open);
        timeline = List.copyOf(timeline);
        notes = List.copyOf(notes);
    }

    /** Not measured, for a reason. */
    public static Measurement skipped(String server, String workload, String why) {
        return new Measurement(
                server,
                workload,
                why,
                Estimate.NONE,
                List.of(),
                List.of(),
                ResponseCounts.NONE,
                RequestCosts.NONE,
                Footprint.NONE,
                StartupTime.NONE,
                List.of(),
                List.of());
    }
}
