package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.ManifestVersion;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.ShutdownSignals;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.cli.Terminal;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Benchmarks the transports of this server, and other servers. */
final class LabCommand extends CliCommand {
    private final OptionValue<List<Transport>> transports = option(
                    "--transports", "NAME", TransportRegistry.installed()::get)
            .description("Transports to benchmark, comma-separated: "
                    + String.join(", ", TransportRegistry.installed().names())
                    + ". Default: all that the JDK supports.")
            .separatedByCommas();

    private final OptionValue<List<Path>> javaRuntimes = option("--java", "PATH", Path::of)
            .description(
                    "JDK (home directory or java executable) to run this server on. Repeatable; each transport is benchmarked on each JDK. Default: the current JDK.")
            .repeatable();

    private final OptionValue<Optional<Path>> appJar = option("--app-jar", "FILE", Path::of)
            .description("Path of the http-app.jar to benchmark. Default: next to this jar, or in its build tree.")
            .optional();

    private final OptionValue<List<String>> workloads = option("--workloads", "NAME", Function.identity())
            .description(
                    "Workloads, comma-separated: small-1, small-64, small-1000, connection-per-request,"
                            + " resumed (with --tls),"
                            + " pipelined-16, 100k, 10m, not-modified, not-found, range, many, h2-small-1, h2-small-32,"
                            + " h2-100k, h2-10m, page, h2-page, idle, slow-readers, slow-handler, startup. Default: a selection for the chosen mode.")
            .separatedByCommas();

    private final OptionValue<Boolean> quick =
            flag("--quick", "A few workloads; under three minutes for three servers.");

    private final OptionValue<Boolean> full = flag(
            "--full",
            "All workloads, and latency at many request rates; takes hours. Default: a standard selection, about ten minutes.");

    private final OptionValue<Optional<Path>> out = option("--out", "DIR", Path::of)
            .description(
                    "Output directory for result.json, result.csv, report.html and the server logs. Default: lab-TIMESTAMP.")
            .optional();

    private final OptionValue<List<String>> servers = option("--server", "NAME=COMMAND", Function.identity())
            .description(
                    "Another server, as a shell command that starts it in the foreground; {port} is replaced by the port on 127.0.0.1, {root} by the directory to serve, with --tls {certificate} and {key} by PEM files. Repeatable.")
            .repeatable();

    private final OptionValue<Boolean> tls = flag(
            "--tls",
            "All connections use TLS, with one certificate for all servers. Default workloads: small-64, 100k, 10m, connection-per-request (with full handshakes) and resumed.");

    private final OptionValue<Long> seed = option("--seed", "N", LabCommand::parseLong)
            .description("Random seed for file contents, server order and arrival times. Default: ${DEFAULT-VALUE}")
            .defaultValue("1");

    private final OptionValue<Double> roundSeconds = option("--round-seconds", "N", Double::valueOf)
            .description("For tests: shorter rounds.")
            .hidden()
            .defaultValue("0");

    LabCommand() {
        super("roundhouse lab");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description(
                        "Benchmark the transports of this server and other servers on this machine.",
                        "",
                        "Each server and the load generator run in separate processes. Rounds are interleaved in random order; results are medians with confidence intervals, and a difference is reported only if it is statistically significant. CPU time, system calls and memory per request are reported next to throughput.",
                        "")
                .footer(
                        "",
                        "Press Ctrl-C to stop early; results so far are kept.",
                        "",
                        "Exit status: 0 completed; 1 failed or stopped early; 2 invalid command line.",
                        "",
                        "Examples:",
                        "  java -jar http-lab.jar --quick",
                        "  java -jar http-lab.jar --workloads=small-64,slow-handler --java=/opt/jdk-25",
                        "  java -jar http-lab.jar --server 'nginx=sh nginx.sh {port} {root}'",
                        "  java -jar http-lab.jar --tls --quick",
                        "  java -jar http-lab.jar compare before/result.json after/result.json");
    }

    @Override
    protected List<CliCommand> subcommands() {
        return List.of(new LabCompareCommand(), new SlowHandlerCommand(), new EventStreamCommand());
    }

    private static Long parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("'" + text + "' is not a number", none);
        }
    }

    @Override
    public Integer call() {
        if (quick.value() && full.value()) {
            throw usageError("--quick and --full are mutually exclusive.");
        }
        try {
            LabOptions options = new LabOptions(
                    transports.value().stream().map(Transport::name).toList(),
                    javaRuntimes.value(),
                    workloads.value(),
                    quick.value() ? "quick" : full.value() ? "full" : "standard",
                    roundSeconds.value(),
                    out.value(),
                    servers.value(),
                    tls.value(),
                    appJar.value(),
                    seed.value(),
                    fullCommandLine());
            LabRunner run = new LabRunner(options, out(), err());
            ShutdownSignals.onFirstSignal(run.stopAction(Thread.currentThread()), Runtime.getRuntime()::halt);
            return run.run(new ManifestVersion(LabMain.class).version(), Terminal.isAttached()) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            throw usageError(wrong);
        } catch (IOException failed) {
            throw new StartupException("Benchmark failed: " + failed.getMessage(), failed);
        }
    }

    private List<String> fullCommandLine() {
        List<String> command = new ArrayList<>(List.of("java", "-jar", "http-lab.jar"));
        command.addAll(arguments());
        return command;
    }
}
