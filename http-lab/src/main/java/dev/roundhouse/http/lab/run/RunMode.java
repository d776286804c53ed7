package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import dev.roundhouse.http.lab.workload.Workloads;
import java.util.List;
import java.util.stream.Stream;

/** Duration of a run, with the repetitions and workloads that fit. */
public enum RunMode {
    /** Less than three minutes for three servers. */
    QUICK(
            new Repetitions(1, 6, 3, 2),
            new ModeDurations(155, 172, 3, 0.1, 0.8),
            1.1,
            List.of(0.5),
            List.of("small-64", "connection-per-request", "100k", "slow-handler", "startup"),
            List.of("small-64")),
    /** Some ten minutes for three servers. */
    STANDARD(
            new Repetitions(2, 5, 3, 2),
            new ModeDurations(560, 660, 4, 0.15, 1.5),
            1.04,
            List.of(0.5),
            List.of(
                    "small-1",
                    "small-64",
                    "small-1000",
                    "connection-per-request",
                    "pipelined-16",
                    "100k",
                    "not-modified",
                    "slow-handler",
                    "startup"),
            List.of("small-64", "connection-per-request", "slow-handler")),
    /** All workloads and rates, without a time limit. */
    FULL(
            new Repetitions(5, 3, 2, 2),
            new ModeDurations(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 6, 0.25, 2),
            1.03,
            List.of(0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1),
            Workloads.namesWithoutTls(),
            Workloads.namesWithoutTls());

    /** One event loop responds 50 times per second: with more clients, a round would take longer to drain than to measure. */
    private static final int QUICK_SLOW_HANDLER_CONNECTIONS = 64;

    private static final double SHORTEST_ROUND = 0.3;

    /** Overhead of a round: starting the generator, connecting, waiting for the last responses. */
    private static final double OVERHEAD = 0.12;

    /** Starting a server. */
    static final double START_SECONDS = 1;

    static final double CONFORMANCE_SECONDS = 2;

    /** Counting system calls and recording, of one server on one workload. */
    static final double COST_ROUND_SECONDS = 2;

    /** Factor of the warm-up of a server that has just started, whose code is not compiled yet. */
    static final int FIRST_WARM_UP = 2;

    /** Factor of the warm-up with many files, each of which is requested a few times. */
    private static final int MANY_WARM_UP = 4;

    /** Number of files from which this factor applies. */
    private static final int MANY = 1000;

    /** Average fraction of the maximum warm-up time that is used. */
    private static final double WARM_UP_USED = 0.7;

    private final Repetitions repeats;
    private final ModeDurations seconds;
    private final double smallestRatio;
    private final List<Double> shares;
    private final List<String> workloads;
    private final List<String> latencies;

    private record Repetitions(int launches, int rounds, int openRounds, int starts) {}

    private record ModeDurations(double budget, double limit, double warmUp, double settle, double longestRound) {}

    RunMode(
            Repetitions repetitions,
            ModeDurations modeDurations,
            double smallestRatio,
            List<Double> shares,
            List<String> workloads,
            List<String> latencies) {
        this.repeats = repetitions;
        this.seconds = modeDurations;
        this.smallestRatio = smallestRatio;
        this.shares = shares;
        this.workloads = workloads;
        this.latencies = latencies;
    }

    private Stream<Workload> named(String name) {
        boolean fewer = this == QUICK && name.equals(Workloads.SLOW_HANDLER);
        return fewer
                ? Stream.of(Workloads.slowHandler(QUICK_SLOW_HANDLER_CONNECTIONS))
                : Workloads.named(name).stream();
    }

    /** Creates a plan for a number of servers, with rounds as long as the time allows. */
    public RunPlan plan(long seed, int servers) {
        return plan(seed, servers, workloads.stream().flatMap(this::named).toList(), latencies);
    }

    /** Creates a plan for these workloads, each with open-loop latency. */
    public RunPlan plan(long seed, int servers, List<Workload> chosen) {
        return plan(seed, servers, chosen, chosen.stream().map(Workload::name).toList());
    }

    private RunPlan plan(long seed, int servers, List<Workload> chosen, List<String> open) {
        RunPlan shortest = new RunPlan(this, seed, chosen, open, 0);
        double once = expectedSeconds(shortest, servers);
        double perSecond = expectedSeconds(new RunPlan(this, seed, chosen, open, 1), servers) - once;
        double affordable = perSecond == 0 ? seconds.longestRound : (seconds.budget - once) / perSecond;
        double round = Math.max(SHORTEST_ROUND, Math.min(seconds.longestRound, affordable));
        return new RunPlan(this, seed, chosen, open, Math.floor(round * 20) / 20);
    }

    /** Expected duration of a plan. */
    double expectedSeconds(RunPlan runPlan, int servers) {
        double all = servers * (launches() * (START_SECONDS + WARM_UP_USED * warmUpSeconds()) + CONFORMANCE_SECONDS);
        for (Workload workload : runPlan.workloads()) {
            all += servers * expectedSeconds(runPlan, workload);
        }
        return all;
    }

    private double expectedSeconds(RunPlan runPlan, Workload workload) {
        if (workload.kind() == WorkloadKind.STARTUP) {
            return launches() * starts() * START_SECONDS;
        }
        double round = runPlan.roundSeconds() + settleSeconds() + OVERHEAD + drainSeconds(workload);
        double closed = launches() * (WARM_UP_USED * warmUpSeconds(workload) + rounds() * round);
        boolean measured = runPlan.latencies().contains(workload.name()) && workload.isOpenLoop();
        double open = measured ? launches() * openRounds() * (shares.size() + 1) * round : 0;
        double own = workload.kind() == WorkloadKind.SLOW_HANDLER
                ? launches() * (START_SECONDS + WARM_UP_USED * warmUpSeconds())
                : 0;
        return closed + open + own + COST_ROUND_SECONDS;
    }

    /** 0.1 ms per connection to establish, and one server in three that responds to them sequentially. */
    private static double drainSeconds(Workload workload) {
        double connecting = workload.openFiles() * 1e-4;
        return workload.kind() == WorkloadKind.SLOW_HANDLER
                ? connecting + workload.profile().connections() * 0.02 / 3
                : connecting;
    }

    int launches() {
        return repeats.launches;
    }

    int rounds() {
        return repeats.rounds;
    }

    int openRounds() {
        return repeats.openRounds;
    }

    int starts() {
        return repeats.starts;
    }

    double warmUpSeconds() {
        return seconds.warmUp;
    }

    /** Maximum warm-up for this workload. */
    double warmUpSeconds(Workload workload) {
        return workload.requestMix().distinctTargets() >= MANY ? MANY_WARM_UP * warmUpSeconds() : warmUpSeconds();
    }

    double settleSeconds() {
        return seconds.settle;
    }

    /** No round starts after this many seconds. */
    double limit() {
        return seconds.limit;
    }

    double smallestRatio() {
        return smallestRatio;
    }

    /** Fractions of the server's own peak. */
    List<Double> shares() {
        return shares;
    }
}
