package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import dev.roundhouse.http.lab.workload.Workloads;
import java.util.List;
import java.util.stream.Stream;

/** How much time a run may take, and what it makes of it. */
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
    /** Everything, as long as it takes. */
    FULL(
            new Repetitions(5, 3, 2, 2),
            new ModeDurations(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 6, 0.25, 2),
            1.03,
            List.of(0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1),
            Workloads.names(),
            Workloads.names());

    /** One loop answers 50 a second: the rounds of more clients would take longer to end than to measure. */
    private static final int QUICK_SLOW_HANDLER_CONNECTIONS = 64;

    private static final double SHORTEST_ROUND = 0.3;

    /** Beside a round: telling the generator, connecting, waiting for the last answers. */
    private static final double OVERHEAD = 0.12;

    /** Starting a server, and examining it. */
    static final double START_SECONDS = 1;

    static final double CONFORMANCE_SECONDS = 2;

    /** Counting system calls and recording, of one server on one workload. */
    static final double COST_ROUND_SECONDS = 2;

    /** How much longer a server may warm up that has just started: its code is still to be compiled. */
    static final int FIRST_WARM_UP = 2;

    /** How much longer where many files are asked for: each of them has to be asked for a few times. */
    private static final int MANY_WARM_UP = 4;

    /** So many files are many. */
    private static final int MANY = 1000;

    /** On the average, throughput is steady before the time for it is over. */
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
        boolean fewer = this == QUICK && name.equals(Workloads.WAITING);
        return fewer ? Stream.of(Workloads.waiting(QUICK_SLOW_HANDLER_CONNECTIONS)) : Workloads.named(name).stream();
    }

    /** A plan for so many servers; its rounds are as long as the time allows. */
    public RunPlan plan(long seed, int servers) {
        return plan(seed, servers, workloads.stream().flatMap(this::named).toList(), latencies);
    }

    /** A plan for these workloads, each of them with its latencies. */
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

    /** How long a plan will take, about. */
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

    /** A tenth of a millisecond for each connection to be made, and one server in three that answers them in a row. */
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

    /** How long a warm-up may last for this workload. */
    double warmUpSeconds(Workload workload) {
        return workload.requestMix().distinctTargets() >= MANY ? MANY_WARM_UP * warmUpSeconds() : warmUpSeconds();
    }

    double settleSeconds() {
        return seconds.settle;
    }

    /** After so many seconds no round is begun. */
    double limit() {
        return seconds.limit;
    }

    double smallestRatio() {
        return smallestRatio;
    }

    /** Of the server's own peak. */
    List<Double> shares() {
        return shares;
    }
}
