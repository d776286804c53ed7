package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.cost.ProcessSnapshot;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
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
 * One run: starts all servers several times and interleaves their rounds for each workload.
 *
 * <p>All servers of a launch run at the same time, so that rounds can be interleaved; only one of them has load at a time.
 */
public final class BenchmarkRunner {
    /** Requested before the measurement; every server has this file. */
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

    /** Creates a run.
     *
     * @param servers the servers, in the order in which they are shown
     */
    public BenchmarkRunner(RunPlan runPlan, List<ServerSpec> servers, LabEnvironment labEnvironment) {
        this.plan = runPlan;
        this.environment = labEnvironment;
        this.servers = new ServerRecords(servers, runPlan.workloads());
        this.roundRunner = new RoundRunner(
                labEnvironment.generator(), labEnvironment.cores().server().size());
        this.random = new Random(runPlan.seed());
        this.clock = new RunTimeBudget(labEnvironment.progress(), limit(runPlan, servers.size()));
        labEnvironment.progress().expect(runPlan.mode().expectedSeconds(runPlan, servers.size()));
    }

    /** A selection of workloads that exceeds the limit raises it. */
    private static double limit(RunPlan runPlan, int servers) {
        return Math.max(runPlan.mode().limit(), TIME_MARGIN * runPlan.mode().expectedSeconds(runPlan, servers));
    }

    private static final class RunTimeBudget implements WorkloadRun.TimeBudget {
        private final ProgressReporter progress;
        private final double limit;
        private double done;
        private boolean shortened;

        private RunTimeBudget(ProgressReporter progressReporter, double limit) {
            this.progress = progressReporter;
            this.limit = limit;
        }

        @Override
        public boolean hasTimeFor(double expectedSeconds) {
            boolean isLate = progress.projectedEnd(done) > limit;
            if (isLate) {
                shortened = true;
                progress.skip(expectedSeconds);
            }
            return !isLate;
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
     * Runs the benchmark. If the thread is interrupted, it ends early with partial results.
     *
     * @param command the command line of the lab
     * @throws IOException if the test files cannot be created
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
        } catch (InterruptedException e) {
            notes.add("The run was interrupted; partial results.");
            return false;
        }
    }

    private void launch(int launch) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> running = new LinkedHashMap<>();
        try {
            for (ServerSpec serverSpec : servers.servers()) {
                start(serverSpec, serverSpec.command(), probeTarget, running)
                        .ifPresent(server -> countStart(launch, serverSpec, server));
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
            ServerSpec serverSpec, CommandTemplate template, String target, Map<ServerSpec, RunningServer> running)
            throws InterruptedException {
        clock.startActivity("starting " + serverSpec.name(), RunMode.START_SECONDS);
        try {
            RunningServer server = environment.launcher().launch(serverSpec.name(), template, target);
            running.put(serverSpec, server);
            servers.setCommand(serverSpec, server.command());
            return Optional.of(server);
        } catch (LaunchException e) {
            servers.exclude(serverSpec, e.getMessage());
            notes.add(e.getMessage());
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
                            .check(each.getKey(), each.getValue().probe(), probeTarget));
        }
    }

    private void runSlowHandler(int launch, Workload workload) throws IOException, InterruptedException {
        Map<ServerSpec, RunningServer> running = new LinkedHashMap<>();
        try {
            for (ServerSpec serverSpec : servers.servers()) {
                if (serverSpec.slowHandlerCommand().isPresent()) {
                    start(serverSpec, serverSpec.slowHandlerCommand().get(), HANDLER_PATH, running);
                } else {
                    servers.recorder(serverSpec, workload).skip("it has no slow handler");
                }
            }
            runWorkload(launch, workload, running);
        } finally {
            running.values().forEach(RunningServer::close);
        }
    }

    private void runWorkload(int launch, Workload workload, Map<ServerSpec, RunningServer> running)
            throws IOException, InterruptedException {
        List<Participant> participants = new ArrayList<>();
        for (Map.Entry<ServerSpec, RunningServer> each : running.entrySet()) {
            MeasurementRecorder measurementRecorder = servers.recorder(each.getKey(), workload);
            if (!measurementRecorder.isSkipped() && hasEnoughDescriptors(workload, measurementRecorder)) {
                addParticipant(workload, each.getKey(), each.getValue(), measurementRecorder, participants);
            }
        }
        WorkloadRun workloadRun = new WorkloadRun(workload, launch, participants, plan, roundRunner, random, clock);
        if (workload.kind() == WorkloadKind.IDLE) {
            IdleConnectionMeasurement.measure(workloadRun);
        }
        ClosedLoopMeasurement.measure(workloadRun);
        if (workload.isOpenLoop() && plan.latencies().contains(workload.name())) {
            OpenLoopMeasurement.measure(workloadRun);
        }
        if (launch == plan.mode().launches() && clock.hasTimeFor(RunMode.COST_ROUND_SECONDS * participants.size())) {
            CostMeasurement.measure(workloadRun, environment.outputDirectory());
        }
    }

    /** In addition to connections, a server and its clients need descriptors for files and internals. */
    private static boolean hasEnoughDescriptors(Workload workload, MeasurementRecorder measurementRecorder) {
        long limit = MachineInspector.openFiles();
        long needed = workload.openFiles() * 4L / 3 + 256;
        if (limit > 0 && needed > limit) {
            measurementRecorder.skip(
                    "it requires " + needed + " open files, but the limit is " + limit + " (raise it with ulimit -n)");
            return false;
        }
        return true;
    }

    private void addParticipant(
            Workload workload,
            ServerSpec serverSpec,
            RunningServer server,
            MeasurementRecorder measurementRecorder,
            List<Participant> participants) {
        try {
            ProbeClient probe = server.probe();
            requireProtocol(workload, probe);
            participants.add(new Participant(
                    serverSpec,
                    server,
                    workload.requestMix().requests(environment.testSite(), probe),
                    handshakes(workload, probe),
                    measurementRecorder));
        } catch (IOException e) {
            measurementRecorder.skip(e.getMessage());
        }
    }

    private void requireProtocol(Workload workload, ProbeClient probe) throws IOException {
        if (workload.isHttp2() && !probe.supportsHttp2(probeTarget)) {
            throw new IOException(
                    "it does not support HTTP/2" + (probe.tls().isPresent() ? "" : " in clear by prior knowledge"));
        }
    }

    private static Handshakes handshakes(Workload workload, ProbeClient probe) throws IOException {
        if (workload.kind() == WorkloadKind.RESUMED_SESSIONS) {
            if (!probe.resumesSessions()) {
                throw new IOException("it does not resume TLS sessions");
            }
            return Handshakes.RESUMED;
        }
        return probe.tls().isPresent() ? Handshakes.FULL : Handshakes.NONE;
    }

    private void measureStartups(int launch, Workload workload) throws InterruptedException {
        for (int each = 0; each < plan.mode().starts(); each++) {
            List<ServerSpec> turns = new ArrayList<>(servers.servers());
            Collections.shuffle(turns, random);
            for (ServerSpec serverSpec : turns) {
                MeasurementRecorder measurementRecorder = servers.recorder(serverSpec, workload);
                if (!measurementRecorder.isSkipped() && clock.hasTimeFor(RunMode.START_SECONDS)) {
                    clock.startActivity(workload.name() + ", " + serverSpec.name(), RunMode.START_SECONDS);
                    measureStartup(launch, serverSpec, measurementRecorder);
                }
            }
        }
    }

    private void measureStartup(int launch, ServerSpec serverSpec, MeasurementRecorder measurementRecorder)
            throws InterruptedException {
        try (RunningServer server =
                environment.launcher().launch(serverSpec.name(), serverSpec.command(), probeTarget)) {
            recordStartup(launch, server, measurementRecorder);
        } catch (LaunchException e) {
            measurementRecorder.skip(e.getMessage());
        }
    }

    /** The start of a server for other workloads counts as a start too. */
    private void countStart(int launch, ServerSpec serverSpec, RunningServer server) {
        plan.workloads().stream()
                .filter(workload -> workload.kind() == WorkloadKind.STARTUP)
                .forEach(workload -> recordStartup(launch, server, servers.recorder(serverSpec, workload)));
    }

    private static void recordStartup(int launch, RunningServer server, MeasurementRecorder measurementRecorder) {
        long cpu = ProcessSnapshot.take(server.process())
                .map(snapshot -> snapshot.userMillis() + snapshot.systemMillis())
                .orElse(0L);
        measurementRecorder.addStartup(launch, server.startNanos(), cpu);
    }

    private RunResult result(String version, List<String> command, boolean complete) {
        Methodology methodology = plan.methodology();
        if (clock.shortened) {
            notes.add("The machine was slower than expected; some rounds were skipped to finish in time.");
        }
        Bootstrap bootstrap = new Bootstrap(methodology.resamples(), methodology.confidence(), plan.seed());
        SignificanceTester significanceTester =
                new SignificanceTester(bootstrap, methodology.minimumRounds(), methodology.smallestRatio());
        List<Comparison> comparisons = plan.workloads().stream()
                .flatMap(workload ->
                        PairwiseComparisons.comparisons(significanceTester, servers.recorders(workload.name()))
                                .stream())
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
                methodology,
                servers.serverInfos(),
                plan.workloads().stream().map(Workload::info).toList(),
                servers.measurements(bootstrap),
                comparisons,
                List.copyOf(notes));
    }

    private Machine machine() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!ExternalTools.isAvailable("strace")) {
                notes.add("System calls were not counted, since strace is not installed.");
            }
            return MachineInspector.read();
        } catch (InterruptedException e) {
            interrupted = true;
            return new Machine("", "", 0, 0, 0, "", Map.of());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
