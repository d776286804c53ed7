package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.Machine;
import dev.roundhouse.http.lab.result.Methodology;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.server.CommandTemplate;
import dev.roundhouse.http.lab.server.ExternalTools;
import dev.roundhouse.http.lab.server.LaunchException;
import dev.roundhouse.http.lab.server.ProbeClient;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.lab.stats.Bootstrap;
import dev.roundhouse.http.lab.stats.SignificanceTester;
import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workload.WorkloadKind;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One run: starts the servers several times, and on each start lets them take turns in each workload.
 *
 * <p>All servers of a launch run at the same time, so that rounds can be interleaved; those whose turn it is not have
 * nothing to do.
 */
public final class BenchmarkRunner {
    /** Asked before anything is timed; every server has to have it. */
    private static final String PROBE = "probe.html";

    private static final int PROBE_BYTES = 512;
    private static final double SLACK = 1.1;
    private static final String FROM_HANDLER = "/";

    private final RunPlan plan;
    private final LabEnvironment equipment;
    private final ServerRecords field;
    private final RoundRunner bench;
    private final Random random;
    private final RunTimeBudget clock;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String probe = "";

    /**
     * A run that has not begun.
     *
     * @param contenders who takes part, in the order in which they are shown
     */
    public BenchmarkRunner(RunPlan plan, List<ServerSpec> contenders, LabEnvironment equipment) {
        this.plan = plan;
        this.equipment = equipment;
        this.field = new ServerRecords(contenders, plan.workloads());
        this.bench = new RoundRunner(
                equipment.generator(), equipment.cores().server().size());
        this.random = new Random(plan.seed());
        this.clock = new RunTimeBudget(equipment.progress(), limit(plan, contenders.size()));
        equipment.progress().expect(plan.pace().expectedSeconds(plan, contenders.size()));
    }

    /** Who asks for more than fits the time gets more time. */
    private static double limit(RunPlan plan, int servers) {
        return Math.max(plan.pace().limit(), SLACK * plan.pace().expectedSeconds(plan, servers));
    }

    private static final class RunTimeBudget implements WorkloadRun.TimeBudget {
        private final ProgressReporter progress;
        private final double limit;
        private double done;
        private boolean shortened;

        private RunTimeBudget(ProgressReporter progress, double limit) {
            this.progress = progress;
            this.limit = limit;
        }

        @Override
        public boolean hasTimeFor(double expectedSeconds) {
            boolean late = progress.projectedEnd(done) > limit;
            if (late) {
                shortened = true;
                progress.leaveOut(expectedSeconds);
            }
            return !late;
        }

        @Override
        public boolean isOver() {
            shortened |= progress.seconds() > limit;
            return progress.seconds() > limit;
        }

        @Override
        public double seconds() {
            return progress.seconds();
        }

        @Override
        public void next(String what, double expectedSeconds) {
            progress.now(what, done);
            done += expectedSeconds;
        }
    }

    /**
     * Runs it. When the thread is interrupted, it ends early, with what there is by then.
     *
     * @param command how the lab was called
     * @throws IOException when the files cannot be made
     */
    public RunResult run(String version, List<String> command) throws IOException {
        probe = equipment.site().file(PROBE, PROBE_BYTES).target();
        boolean complete = measure();
        equipment.progress().end();
        return result(version, command, complete);
    }

    private boolean measure() throws IOException {
        try {
            for (int launch = 1; launch <= plan.pace().launches() && !clock.isOver(); launch++) {
                launch(launch);
            }
            return true;
        } catch (InterruptedException stopped) {
            notes.add("Somebody stopped the run, and this is what there was by then.");
            return false;
        }
    }

    private void launch(int launch) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> servers = new LinkedHashMap<>();
        try {
            for (ServerSpec contender : field.contenders()) {
                start(contender, contender.command(), probe, servers)
                        .ifPresent(server -> countStart(launch, contender, server));
            }
            if (launch == 1) {
                examine(servers);
            }
            for (Workload workload : plan.workloads()) {
                switch (workload.kind()) {
                    case START_UP -> startUps(launch, workload);
                    case WAITING -> waiting(launch, workload);
                    default -> stage(launch, workload, servers);
                }
            }
        } finally {
            servers.values().forEach(RunningServer::close);
        }
    }

    private Optional<RunningServer> start(
            ServerSpec contender, CommandTemplate template, String target, Map<ServerSpec, RunningServer> servers)
            throws InterruptedException {
        clock.next("starting " + contender.name(), RunMode.START);
        try {
            RunningServer server = equipment.launcher().launch(contender.name(), template, target);
            servers.put(contender, server);
            field.started(contender, server.command());
            return Optional.of(server);
        } catch (LaunchException failed) {
            field.drop(contender, failed.getMessage());
            notes.add(failed.getMessage());
            return Optional.empty();
        }
    }

    private void examine(Map<ServerSpec, RunningServer> servers) throws InterruptedException {
        for (Map.Entry<ServerSpec, RunningServer> each : servers.entrySet()) {
            clock.next("conformance of " + each.getKey().name(), RunMode.EXAMINATION);
            field.examined(
                    each.getKey(),
                    equipment.gate().examine(each.getKey(), each.getValue().port(), probe));
        }
    }

    private void waiting(int launch, Workload workload) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> servers = new LinkedHashMap<>();
        try {
            for (ServerSpec contender : field.contenders()) {
                if (contender.waiting().isPresent()) {
                    start(contender, contender.waiting().get(), FROM_HANDLER, servers);
                } else {
                    field.ledger(contender, workload).skip("it has no handler that waits");
                }
            }
            stage(launch, workload, servers);
        } finally {
            servers.values().forEach(RunningServer::close);
        }
    }

    private void stage(int launch, Workload workload, Map<ServerSpec, RunningServer> servers)
            throws IOException, InterruptedException {
        List<Participant> entrants = new ArrayList<>();
        for (Map.Entry<ServerSpec, RunningServer> each : servers.entrySet()) {
            MeasurementRecorder ledger = field.ledger(each.getKey(), workload);
            if (!ledger.isSkipped() && fits(workload, ledger)) {
                enter(workload, each.getKey(), each.getValue(), ledger, entrants);
            }
        }
        WorkloadRun stage = new WorkloadRun(workload, launch, entrants, plan, bench, random, clock);
        if (workload.kind() == WorkloadKind.IDLE) {
            IdleConnectionMeasurement.measure(stage);
        }
        ClosedLoopMeasurement.measure(stage);
        if (workload.openLoop() && plan.latencies().contains(workload.name())) {
            OpenLoopMeasurement.measure(stage);
        }
        if (launch == plan.pace().launches() && clock.hasTimeFor(RunMode.WHY * entrants.size())) {
            CostMeasurement.measure(stage, equipment.out());
        }
    }

    /** Besides connections, a server and its clients need descriptors for files and for themselves. */
    private static boolean fits(Workload workload, MeasurementRecorder ledger) {
        long allowed = MachineInspector.openFiles();
        long needed = workload.openFiles() * 4L / 3 + 256;
        if (allowed > 0 && needed > allowed) {
            ledger.skip("it needs " + needed + " open files, and this system allows " + allowed
                    + " (raise it by ulimit -n)");
            return false;
        }
        return true;
    }

    private void enter(
            Workload workload,
            ServerSpec contender,
            RunningServer server,
            MeasurementRecorder ledger,
            List<Participant> entrants) {
        try {
            ProbeClient first = new ProbeClient(server.port());
            entrants.add(
                    new Participant(contender, server, workload.question().asked(equipment.site(), first), ledger));
        } catch (IOException cannotBeAsked) {
            ledger.skip(cannotBeAsked.getMessage());
        }
    }

    private void startUps(int launch, Workload workload) throws InterruptedException {
        for (int each = 0; each < plan.pace().starts(); each++) {
            List<ServerSpec> turns = new ArrayList<>(field.contenders());
            Collections.shuffle(turns, random);
            for (ServerSpec contender : turns) {
                MeasurementRecorder ledger = field.ledger(contender, workload);
                if (!ledger.isSkipped() && clock.hasTimeFor(RunMode.START)) {
                    clock.next(workload.name() + ", " + contender.name(), RunMode.START);
                    startUp(launch, contender, ledger);
                }
            }
        }
    }

    private void startUp(int launch, ServerSpec contender, MeasurementRecorder ledger) throws InterruptedException {
        try (RunningServer server = equipment.launcher().launch(contender.name(), contender.command(), probe)) {
            started(launch, server, ledger);
        } catch (LaunchException failed) {
            ledger.skip(failed.getMessage());
        }
    }

    /** Starting a server for something else is a start, too. */
    private void countStart(int launch, ServerSpec contender, RunningServer server) {
        plan.workloads().stream()
                .filter(workload -> workload.kind() == WorkloadKind.START_UP)
                .forEach(workload -> started(launch, server, field.ledger(contender, workload)));
    }

    private static void started(int launch, RunningServer server, MeasurementRecorder ledger) {
        long cpu = ProcessSnapshot.of(server.process())
                .map(seen -> seen.userMillis() + seen.systemMillis())
                .orElse(0L);
        ledger.started(launch, server.startNanos(), cpu);
    }

    private RunResult result(String version, List<String> command, boolean complete) {
        Methodology procedure = plan.procedure();
        if (clock.shortened) {
            notes.add("The machine was slower than expected, so that some rounds were left out to end in time.");
        }
        Bootstrap bootstrap = new Bootstrap(procedure.resamples(), procedure.confidence(), plan.seed());
        SignificanceTester judge =
                new SignificanceTester(bootstrap, procedure.minimumRounds(), procedure.smallestRatio());
        List<Comparison> comparisons = plan.workloads().stream()
                .flatMap(workload -> PairwiseComparisons.comparisons(judge, field.ledgers(workload.name())).stream())
                .toList();
        return new RunResult(
                RunResult.FORMAT,
                version,
                started.toString(),
                clock.seconds(),
                complete,
                command,
                machine(),
                equipment.cores().pinning(),
                procedure,
                field.facts(),
                plan.workloads().stream().map(Workload::facts).toList(),
                field.measurements(bootstrap),
                comparisons,
                List.copyOf(notes));
    }

    private Machine machine() {
        boolean stopped = Thread.interrupted();
        try {
            if (!ExternalTools.exists("strace")) {
                notes.add("System calls were not counted, since there is no strace.");
            }
            return MachineInspector.read();
        } catch (InterruptedException again) {
            stopped = true;
            return new Machine("", "", 0, 0, 0, "", Map.of());
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
