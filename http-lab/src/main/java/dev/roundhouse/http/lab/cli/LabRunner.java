package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.console.ResultTable;
import dev.roundhouse.http.lab.report.HtmlReport;
import dev.roundhouse.http.lab.result.RunCsv;
import dev.roundhouse.http.lab.result.RunJson;
import dev.roundhouse.http.lab.result.RunResult;
import dev.roundhouse.http.lab.run.BenchmarkRunner;
import dev.roundhouse.http.lab.run.LabEnvironment;
import dev.roundhouse.http.lab.run.LoadGenerator;
import dev.roundhouse.http.lab.run.LoadGeneratorProcess;
import dev.roundhouse.http.lab.run.ProgressReporter;
import dev.roundhouse.http.lab.run.RunMode;
import dev.roundhouse.http.lab.run.RunPlan;
import dev.roundhouse.http.lab.server.CoreAllocation;
import dev.roundhouse.http.lab.server.LabTls;
import dev.roundhouse.http.lab.server.ServerProcess;
import dev.roundhouse.http.lab.server.ServerSpec;
import dev.roundhouse.http.lab.workload.TestSite;
import dev.roundhouse.http.lab.workload.Workload;
import dev.roundhouse.http.lab.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a benchmark and writes its results. */
final class LabRunner {
    private static final Duration CONFORMANCE_TIMEOUT = Duration.ofSeconds(2);

    private final LabOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AtomicReference<Optional<LoadGenerator>> running = new AtomicReference<>(Optional.empty());

    /**
     * A run that has not started.
     *
     * @param out receives the table of results
     * @param err receives the progress
     */
    LabRunner(LabOptions options, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** An action that stops the run early. It may be run by any thread while the given thread runs the benchmark. */
    Runnable stopAction(Thread runner) {
        return () -> {
            runner.interrupt();
            running.get().ifPresent(LoadGenerator::close);
        };
    }

    /**
     * Runs the benchmark.
     *
     * @param version the version of this program
     * @param terminal whether the output is a terminal
     * @return whether the run was completed, not stopped early
     * @throws IllegalArgumentException for invalid options, with a message for the user
     * @throws IOException if files cannot be written
     */
    boolean run(String version, boolean terminal) throws IOException {
        try {
            ServerSpecs serverSpecs = ServerSpecs.of(options);
            RunPlan runPlan = plan(serverSpecs.all().size());
            if (options.roundSeconds() > 0) {
                runPlan = runPlan.withRounds(options.roundSeconds());
            }
            serverSpecs.notes().forEach(err::println);
            Path directory = createOutputDirectory();
            RunResult result = measure(runPlan, serverSpecs.all(), directory, version, terminal);
            // The results so far are written even after a signal.
            boolean stopped = Thread.interrupted();
            RunJson.write(result, directory.resolve("result.json"));
            RunCsv.write(result, directory.resolve("result.csv"));
            HtmlReport.write(result, directory.resolve("report.html"));
            printSummary(result, directory);
            return result.isComplete() && !stopped;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RunPlan plan(int servers) {
        RunMode runMode = RunMode.valueOf(options.mode().toUpperCase(Locale.ROOT));
        if (options.workloads().isEmpty() && !options.isSecure()) {
            return runMode.plan(options.seed(), servers);
        }
        List<Workload> chosen = new ArrayList<>();
        for (String name : options.workloads().isEmpty() ? Workloads.OVER_TLS : options.workloads()) {
            if (name.equals(Workloads.RESUMED) && !options.isSecure()) {
                throw new IllegalArgumentException("--workloads: '" + name + "' requires --tls");
            }
            chosen.add(Workloads.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--workloads: '" + name + "' is not one of " + String.join(", ", Workloads.names()))));
        }
        return runMode.plan(options.seed(), servers, chosen.stream().distinct().toList());
    }

    private Path createOutputDirectory() throws IOException {
        String now =
                LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return Files.createDirectories(options.outputDirectory().orElseGet(() -> Path.of("lab-" + now)));
    }

    private RunResult measure(
            RunPlan runPlan, List<ServerSpec> servers, Path directory, String version, boolean terminal)
            throws IOException {
        CoreAllocation coreAllocation = CoreAllocation.split();
        Optional<LabTls> tls =
                options.isSecure() ? Optional.of(LabTls.create(directory.resolve("tls"))) : Optional.empty();
        try (TestSite testSite = TestSite.create(options.seed());
                LoadGenerator loadGenerator = new LoadGeneratorProcess(
                        SelfCommand.generatorCommand(coreAllocation.generatorPrefix()),
                        directory.resolve("generator.log"))) {
            running.set(Optional.of(loadGenerator));
            LabEnvironment labEnvironment = new LabEnvironment(
                    new ServerProcess.ServerProcessLauncher(coreAllocation, testSite.root(), directory, tls),
                    loadGenerator,
                    new CorpusConformanceCheck(CONFORMANCE_TIMEOUT),
                    coreAllocation,
                    testSite,
                    directory,
                    new ProgressReporter(err, terminal));
            return new BenchmarkRunner(runPlan, servers, labEnvironment).run(version, options.command());
        }
    }

    private void printSummary(RunResult result, Path directory) {
        out.print(ResultTable.of(result));
        out.println();
        out.printf(
                Locale.ROOT,
                "Completed in %d:%02d. Results are in %s.%n",
                (int) result.seconds() / 60,
                (int) result.seconds() % 60,
                directory);
        out.flush();
    }
}
