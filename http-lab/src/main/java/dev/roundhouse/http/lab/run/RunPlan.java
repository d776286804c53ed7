package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Methodology;
import dev.roundhouse.http.lab.workload.Workload;
import java.util.List;
import java.util.Locale;

/** What is measured, and how long.
 *
 * @param mode quick, standard or full
 * @param seed of all random choices
 * @param workloads in their order
 * @param latencies names of the workloads that are also measured in the open loop
 * @param roundSeconds duration of a round
 */
public record RunPlan(RunMode mode, long seed, List<Workload> workloads, List<String> latencies, double roundSeconds) {
    /** Fewer rounds are not compared. */
    private static final int MINIMUM_ROUNDS = 5;

    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 4_000;

    /** Longer than the slowest correct response: the last of 256 in the queue of one slow handler. */
    static final long TIMEOUT_MILLIS = 10_000;

    /** Copies the lists. */
    public RunPlan {
        workloads = List.copyOf(workloads);
        latencies = List.copyOf(latencies);
    }

    /** A copy with another round duration. */
    public RunPlan withRounds(double seconds) {
        return new RunPlan(mode, seed, workloads, latencies, seconds);
    }

    /** The methodology for the results. */
    Methodology methodology() {
        return new Methodology(
                mode.name().toLowerCase(Locale.ROOT),
                seed,
                mode.launches(),
                mode.rounds(),
                roundSeconds,
                mode.warmUpSeconds(),
                CONFIDENCE,
                RESAMPLES,
                MINIMUM_ROUNDS,
                mode.smallestRatio(),
                TIMEOUT_MILLIS,
                description());
    }

    private List<String> description() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Each server was started %s; on each start, each workload was measured in %d rounds of %.2f"
                                + " seconds; the rounds of the servers were interleaved in random order.",
                        mode.launches() == 1 ? "once" : mode.launches() + " times",
                        mode.rounds(),
                        roundSeconds),
                "Before the first round of a start, the server was warmed up until its throughput was steady, or for "
                        + mode.warmUpSeconds()
                        + " seconds; twice as long directly after its start, and four times as long with many files, each of which was"
                        + " requested three times before.",
                "Throughput is measured in the closed loop: each connection sends its next request after the response. Only correct"
                        + " responses count.",
                "Latency is measured in the open loop: requests are due at random times (Poisson) at a given rate, and latency"
                        + " is measured from the due time, whether the server was ready or not.",
                "The uncorrected latency is measured from the actual send time, as tools with coordinated omission do.",
                "Results are medians of rounds, with 95 percent bootstrap intervals over starts and rounds.",
                "A difference is significant if the confidence interval of the ratio excludes 1 and the ratio exceeds "
                        + mode.smallestRatio() + ".");
    }
}
