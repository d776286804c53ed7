package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Methodology;
import dev.roundhouse.http.lab.workload.Workload;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured.
 *
 * @param mode quick, standard or full
 * @param seed of everything that is left to chance
 * @param workloads in their order
 * @param latencies names of the workloads that are measured in the open loop, too
 * @param roundSeconds how long a round counts
 */
public record RunPlan(RunMode mode, long seed, List<Workload> workloads, List<String> latencies, double roundSeconds) {
    /** Fewer rounds allow no verdict. */
    private static final int MINIMUM_ROUNDS = 5;

    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 4_000;

    /** Longer than the slowest correct answer there is: the last of 256 in the queue before one handler that waits. */
    static final long TIMEOUT_MILLIS = 10_000;

    /** Copies the lists. */
    public RunPlan {
        workloads = List.copyOf(workloads);
        latencies = List.copyOf(latencies);
    }

    /** This plan with rounds of another length. */
    public RunPlan withRounds(double seconds) {
        return new RunPlan(mode, seed, workloads, latencies, seconds);
    }

    /** Of the results. */
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
                                + " seconds, in which the servers took turns in random order.",
                        mode.launches() == 1 ? "once" : mode.launches() + " times",
                        mode.rounds(),
                        roundSeconds),
                "Before the first round of a start, the server was warmed up until its throughput was steady, or for "
                        + mode.warmUpSeconds()
                        + " seconds; twice as long when it had just started, and four times as long with many files, each of which was"
                        + " asked for three times before.",
                "Throughput is that of the closed loop: each connection asks again when it has been answered. Only correct"
                        + " answers count.",
                "Latency is that of the open loop: requests are due at random times (Poisson) at a given rate, and their"
                        + " time runs from when they were due, whether the server was ready for them or not.",
                "The uncorrected latency is measured from the actual send time, as tools with coordinated omission do.",
                "Figures are medians of rounds, with 95 percent intervals by a bootstrap over starts and rounds.",
                "Two servers are called different when the interval of their ratio excludes 1 and the ratio is larger than "
                        + mode.smallestRatio() + ".");
    }
}
