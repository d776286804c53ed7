package dev.roundhouse.http.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.compare.MetricChange;
import dev.roundhouse.http.lab.compare.RunComparison;
import dev.roundhouse.http.lab.console.ResultTable;
import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.result.Measurement;
import dev.roundhouse.http.lab.result.ResponseCounts;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.server.CommandTemplate;
import dev.roundhouse.http.lab.server.CoreAllocation;
import dev.roundhouse.http.lab.server.LaunchException;
import dev.roundhouse.http.lab.server.ProbeClient;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.lab.workload.TestSite;
import dev.roundhouse.http.lab.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the run with stub servers and a stub load generator. */
@EnabledOnOs(OS.LINUX)
class BenchmarkRunnerTest {
    private static final int FAST = 2;
    private static final int SLOW = 1;

    @TempDir
    Path directory;

    private final StubGenerator generator = new StubGenerator();
    private final StubServers servers = new StubServers();

    private RunResult run(String... workloads) throws IOException {
        List<ServerSpec> serverSpecs = Stream.of("fast", "slow")
                .map(name -> ServerSpec.other(name, "server {port}", false))
                .toList();
        RunPlan runPlan = RunMode.QUICK.plan(
                3,
                2,
                Stream.of(workloads)
                        .map(name -> Workloads.named(name).orElseThrow())
                        .toList());
        try (TestSite testSite = TestSite.create(1)) {
            LabEnvironment labEnvironment = new LabEnvironment(
                    servers,
                    generator,
                    (serverSpec, port, target) -> serverSpec.name().equals("slow")
                            ? new ConformanceSummary(
                                    true, 2, 1, 1, 0, 0, List.of("host/missing: RFC 9112 §3.2"), "a note")
                            : new ConformanceSummary(true, 2, 2, 0, 0, 0, List.of(), ""),
                    CoreAllocation.split(),
                    testSite,
                    directory,
                    new ProgressReporter(new PrintWriter(new StringWriter()), false));
            return new BenchmarkRunner(runPlan, serverSpecs, labEnvironment).run("test", List.of("lab"));
        }
    }

    @Test
    void ranks_servers_with_significant_differences() throws IOException {
        RunResult result = run("small-64", "startup");

        assertTrue(result.isComplete());
        assertEquals(4, result.measurements().size());
        Measurement fast = result.measurement("fast", "small-64").orElseThrow();
        assertEquals(6, fast.rounds().size());
        assertEquals(2_000, fast.throughput().median(), 100);
        assertEquals(2, fast.open().size());
        Comparison comparison = result.comparisons().stream()
                .filter(each -> each.metric().equals("throughput"))
                .findFirst()
                .orElseThrow();
        assertEquals("fast", comparison.first());
        assertEquals(ComparisonVerdict.DIFFERENT, comparison.verdict());
    }

    @Test
    void stops_every_server_that_it_starts() throws IOException {
        run("small-1", "startup");

        assertTrue(servers.started.size() >= 4);
        assertTrue(servers.started.stream().noneMatch(server -> server.process.isAlive()));
    }

    @Test
    void ranks_server_with_must_failures_with_a_note() throws IOException {
        RunResult result = run("small-1");

        assertTrue(result.measurement("slow", "small-1").orElseThrow().notes().stream()
                .anyMatch(note -> note.contains("host/missing")));
        assertTrue(ResultTable.of(result).contains("slow: a note"));
    }

    @Test
    void throughput_is_not_reported_if_the_generator_is_saturated() throws IOException {
        generator.utilization = 0.99;

        RunResult result = run("small-1");

        Measurement fast = result.measurement("fast", "small-1").orElseThrow();
        assertFalse(fast.throughput().isPresent());
        assertTrue(fast.rounds().stream()
                .allMatch(round -> round.saturationReason().contains("bottleneck")));
        assertTrue(fast.costs().cpuMicros().isPresent());
        assertTrue(ResultTable.of(result).contains("  over "));
    }

    @Test
    void server_that_fails_to_start_is_skipped_with_a_reason() throws IOException {
        servers.failingServer = "slow";

        RunResult result = run("small-1");

        assertEquals(
                "slow cannot be started",
                result.measurement("slow", "small-1").orElseThrow().skipped());
        assertTrue(
                result.measurement("fast", "small-1").orElseThrow().throughput().isPresent());
    }

    @Test
    void keeps_partial_results_if_interrupted() throws IOException {
        generator.interruptAfter = 5;

        RunResult result = run("small-1", "small-64");

        assertFalse(result.isComplete());
        assertTrue(result.measurement("fast", "small-1").orElseThrow().rounds().size() >= 2);
        assertTrue(servers.started.stream().noneMatch(server -> server.process.isAlive()));
    }

    @Test
    void slower_run_is_a_regression() throws IOException {
        RunResult before = run("small-1");
        generator.slowdown = 2;
        RunResult after = run("small-1");

        List<MetricChange> changes = RunComparison.between(before, after);

        assertTrue(changes.stream().anyMatch(each -> each.metric().equals("throughput") && each.isRegression()));
        assertTrue(RunComparison.between(before, before).stream().noneMatch(MetricChange::isRegression));
    }

    /** A generator that derives the throughput from the port of a server. */
    private static final class StubGenerator implements LoadGenerator {
        private double utilization = 0.1;
        private int interruptAfter = Integer.MAX_VALUE;
        private int slowdown = 1;
        private int specCount;

        @Override
        public LoadReport run(LoadSpec spec, Consumer<LoadEvent.LoadEventType> watch) {
            watch.accept(LoadEvent.LoadEventType.MEASUREMENT_BEGIN);
            watch.accept(LoadEvent.LoadEventType.MEASUREMENT_END);
            specCount++;
            if (specCount > interruptAfter) {
                Thread.currentThread().interrupt();
            }
            double achieved = spec.rate().isClosedLoop()
                    ? (1_000.0 * spec.port() + specCount % 5) / slowdown
                    : spec.rate().perSecond();
            ResponseCounts responseCounts = new ResponseCounts((long) achieved, 0, 0, 0, Map.of());
            return new LoadReport(1, responseCounts, 0, achieved, achieved, "", "", 0, utilization, true, List.of());
        }

        @Override
        public void close() {}
    }

    /** Launches processes that sleep. */
    private static final class StubServers implements RunningServer.ServerLauncher {
        private final List<SleepingServer> started = new ArrayList<>();
        private String failingServer = "";

        @Override
        public RunningServer launch(String name, CommandTemplate template, String target) throws LaunchException {
            if (name.equals(failingServer)) {
                throw new LaunchException(name + " cannot be started");
            }
            try {
                Process process = new ProcessBuilder("sleep", "600").start();
                SleepingServer server = new SleepingServer(process, name.equals("fast") ? FAST : SLOW);
                started.add(server);
                return server;
            } catch (IOException e) {
                throw new LaunchException(e.getMessage(), e);
            }
        }
    }

    private record SleepingServer(Process sleeping, ProcessHandle process, int port) implements RunningServer {
        SleepingServer(Process sleeping, int port) {
            this(sleeping, sleeping.toHandle(), port);
        }

        @Override
        public ProbeClient probe() {
            return new ProbeClient(port, Optional.empty());
        }

        @Override
        public List<String> command() {
            return List.of("sleep");
        }

        @Override
        public long startNanos() {
            return port * 1_000_000L;
        }

        @Override
        public void close() {
            sleeping.destroyForcibly();
            sleeping.onExit().join();
        }
    }
}
