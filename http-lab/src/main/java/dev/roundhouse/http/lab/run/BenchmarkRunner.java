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
    private static final double TIME_MARGIN = 1.1;
    private static final String HANDLER_PATH = "/";

    private final RunPlan plan;
    private final LabEnvironment environment;
    private final ServerRecords servers;
    private final RoundRunner roundRunner;
    private final Random random;
    private final RunTimeBudget clock;
    private final Set<String> notes = new LinkedHashSet<>();
    private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String probeTarget = "";

    /**
     * A run that has not begun.
     *
     * @param contenders who takes part, in the order in which they are shown
     */
    public BenchmarkRunner(RunPlan plan, List<ServerSpec> contenders, LabEnvironment equipment) {
        this.plan = plan;
        this.environment = equipment;
        servers = new ServerRecords(contenders, plan.workloads());
        this.roundRunner = new RoundRunner(
                equipment.generator(), equipment.cores().server().size());
        this.random = new Random(plan.seed());
        this.clock = new RunTimeBudget(equipment.progress(), limit(plan, contenders.size()));
        equipment.progress().expect(plan.mode().expectedSeconds(plan, contenders.size()));
    }

    /** Who asks for more than fits the time gets more time. */
    private static double limit(RunPlan plan, int servers) {
        return Math.max(plan.mode().limit(), TIME_MARGIN * plan.mode().expectedSeconds(plan, servers));
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
                progress.skip(expectedSeconds);
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
        public void startActivity(String what, double expectedSeconds) {
            progress.update(what, done);
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
        probeTarget = environment.testSite().createFile(PROBE, PROBE_BYTES).target();
        boolean complete = measure();
        environment.progress().clear();
        return result(version, command, complete);
    }

    private boolean measure() throws IOException {
        try {
            for (int launch = 1; launch <= plan.mode().launches() && !clock.isOver(); launch++) {
                launch(launch);
            }
            return true;
        } catch (InterruptedException stopped) {
            notes.add("Somebody stopped the run, and this is what there was by then.");
            return false;
        }
    }

    private void launch(int launch) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> running = new LinkedHashMap<>();
        try {
            for (ServerSpec contender : servers.servers()) {
                start(contender, contender.command(), probeTarget, running)
                        .ifPresent(server -> countStart(launch, contender, server));
            }
            if (launch == 1) {
                checkConformance(running);
            }
            for (Workload workload : plan.workloads()) {
                switch (workload.kind()) {
                    case STARTUP -> measureStartups(launch, workload);
                    case SLOW_HANDLER -> runSlowHandler(launch, workload);
                    default -> runWorkload(launch, workload, running);
                }
            }
        } finally {
            running.values().forEach(RunningServer::close);
        }
    }

    private Optional<RunningServer> start(
            ServerSpec contender, CommandTemplate template, String target, Map<ServerSpec, RunningServer> running)
            throws InterruptedException {
        clock.startActivity("starting " + contender.name(), RunMode.START_SECONDS);
        try {
            RunningServer server = environment.launcher().launch(contender.name(), template, target);
            running.put(contender, server);
            servers.setCommand(contender, server.command());
            return Optional.of(server);
        } catch (LaunchException failed) {
            servers.exclude(contender, failed.getMessage());
            notes.add(failed.getMessage());
            return Optional.empty();
        }
    }

    private void checkConformance(Map<ServerSpec, RunningServer> running) throws InterruptedException {
        for (Map.Entry<ServerSpec, RunningServer> each : running.entrySet()) {
            clock.startActivity("conformance of " + each.getKey().name(), RunMode.CONFORMANCE_SECONDS);
            servers.setConformance(
                    each.getKey(),
                    environment
                            .conformanceCheck()
                            .check(each.getKey(), each.getValue().port(), probeTarget));
        }
    }

    private void runSlowHandler(int launch, Workload workload) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> running = new LinkedHashMap<>();
        try {
            for (ServerSpec contender : servers.servers()) {
                if (contender.slowHandlerCommand().isPresent()) {
                    start(contender, contender.slowHandlerCommand().get(), HANDLER_PATH, running);
                } else {
                    servers.recorder(contender, workload).skip("it has no handler that waits");
                }
            }
            runWorkload(launch, workload, running);
        } finally {
            running.values().forEach(RunningServer::close);
        }
    }

    private void runWorkload(int launch, Workload workload, Map<ServerSpec, RunningServer> running)
            throws IOException, InterruptedException {
        List<Participant> entrants = new ArrayList<>();
        for (Map.Entry<ServerSpec, RunningServer> each : running.entrySet()) {
            MeasurementRecorder ledger = servers.recorder(each.getKey(), workload);
            if (!ledger.isSkipped() && hasEnoughDescriptors(workload, ledger)) {
                addParticipant(workload, each.getKey(), each.getValue(), ledger, entrants);
            }
        }
        WorkloadRun stage = new WorkloadRun(workload, launch, entrants, plan, roundRunner, random, clock);
        if (workload.kind() == WorkloadKind.IDLE) {
            IdleConnectionMeasurement.measure(stage);
        }
        ClosedLoopMeasurement.measure(stage);
        if (workload.isOpenLoop() && plan.latencies().contains(workload.name())) {
            OpenLoopMeasurement.measure(stage);
        }
        if (launch == plan.mode().launches() && clock.hasTimeFor(RunMode.COST_ROUND_SECONDS * entrants.size())) {
            CostMeasurement.measure(stage, environment.outputDirectory());
        }
    }

    /** Besides connections, a server and its clients need descriptors for files and for themselves. */
    private static boolean hasEnoughDescriptors(Workload workload, MeasurementRecorder ledger) {
        long allowed = MachineInspector.openFiles();
        long needed = workload.openFiles() * 4L / 3 + 256;
        if (allowed > 0 && needed > allowed) {
            ledger.skip("it needs " + needed + " open files, and this system allows " + allowed
                    + " (raise it by ulimit -n)");
            return false;
        }
        return true;
    }

    private void addParticipant(
            Workload workload,
            ServerSpec contender,
            RunningServer server,
            MeasurementRecorder ledger,
            List<Participant> entrants) {
        try {
            ProbeClient first = new ProbeClient(server.port());
            entrants.add(new Participant(
                    contender, server, workload.requestMix().requests(environment.testSite(), first), ledger));
        } catch (IOException cannotBeAsked) {
            ledger.skip(cannotBeAsked.getMessage());
        }
    }

    private void measureStartups(int launch, Workload workload) throws InterruptedException {
        for (int each = 0; each < plan.mode().starts(); each++) {
            List<ServerSpec> turns = new ArrayList<>(servers.servers());
            Collections.shuffle(turns, random);
            for (ServerSpec contender : turns) {
                MeasurementRecorder ledger = servers.recorder(contender, workload);
                if (!ledger.isSkipped() && clock.hasTimeFor(RunMode.START_SECONDS)) {
                    clock.startActivity(workload.name() + ", " + contender.name(), RunMode.START_SECONDS);
                    measureStartup(launch, contender, ledger);
                }
            }
        }
    }

    private void measureStartup(int launch, ServerSpec contender, MeasurementRecorder ledger)
            throws InterruptedException {
        try (RunningServer server = environment.launcher().launch(contender.name(), contender.command(), probeTarget)) {
            started(launch, server, ledger);
        } catch (LaunchException failed) {
            ledger.skip(failed.getMessage());
        }
    }

    /** Starting a server for something else is a start, too. */
    private void countStart(int launch, ServerSpec contender, RunningServer server) {
        plan.workloads().stream()
                .filter(workload -> workload.kind() == WorkloadKind.STARTUP)
                .forEach(workload -> started(launch, server, servers.recorder(contender, workload)));
    }

    private static void started(int launch, RunningServer server, MeasurementRecorder ledger) {
        long cpu = ProcessSnapshot.take(server.process())
                .map(seen -> seen.userMillis() + seen.systemMillis())
                .orElse(0L);
        ledger.addStartup(launch, server.startNanos(), cpu);
    }

    private RunResult result(String version, List<String> command, boolean complete) {
        Methodology procedure = plan.methodology();
        if (clock.shortened) {
            notes.add("The machine was slower than expected, so that some rounds were left out to end in time.");
        }
        Bootstrap bootstrap = new Bootstrap(procedure.resamples(), procedure.confidence(), plan.seed());
        SignificanceTester judge =
                new SignificanceTester(bootstrap, procedure.minimumRounds(), procedure.smallestRatio());
        List<Comparison> comparisons = plan.workloads().stream()
                .flatMap(
                        workload -> PairwiseComparisons.comparisons(judge, servers.recorders(workload.name())).stream())
                .toList();
        return new RunResult(
                RunResult.FORMAT,
                version,
                started.toString(),
                clock.seconds(),
                complete,
                command,
                machine(),
                environment.cores().pinning(),
                procedure,
                servers.serverInfos(),
                plan.workloads().stream().map(Workload::info).toList(),
                servers.measurements(bootstrap),
                comparisons,
                List.copyOf(notes));
    }

    private Machine machine() {
        boolean stopped = Thread.interrupted();
        try {
            if (!ExternalTools.isAvailable("strace")) {
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
