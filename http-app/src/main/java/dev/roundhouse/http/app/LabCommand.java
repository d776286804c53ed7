package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.lab.LabRequest;
import dev.roundhouse.http.app.lab.LabRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Compares the transports, and other servers.
 *
 * <p>Every start of the server reads this class's options. So no type of the lab stands in a signature here, lest it be
 * loaded then.
 */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = LabCompareCommand.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Compares the transports of this server, and other servers beside it, on this machine.",
            "",
            "Each server runs in a process of its own, and the clients in another. Rounds are interleaved in random order;"
                    + " figures are medians with intervals, and a difference is called one only when the intervals say so."
                    + " What servers need for a request (processor time, system calls, memory) stands beside their speed.",
            ""
        },
        footer = {
            "",
            "Ctrl-C ends it early, and what was measured by then is kept.",
            "",
            "Exit codes: 0 when it came to its end, 1 when it could not, or was stopped, 2 for a wrong command line.",
            "",
            "Examples:",
            "  java -jar http-app.jar lab --quick",
            "  java -jar http-app.jar lab --workloads=small-64,waiting --java=/opt/jdk-17 --java=/opt/jdk-25",
            "  java -jar http-app.jar lab --server 'caddy=caddy file-server --listen 127.0.0.1:{port} --root {root}'",
            "  java -jar http-app.jar lab compare before/result.json after/result.json"
        })
final class LabCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--transports",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Transports of this server, with commas between: nio, blocking, virtual. Default: those that the"
                            + " Java has")
    private List<TransportKind> transports = List.of();

    @Option(
            names = "--java",
            paramLabel = "PATH",
            description =
                    "A Java to run this server on, its folder or its program. May be repeated: then each transport"
                            + " is measured on each. Default: the one that runs the lab")
    private List<Path> javas = List.of();

    @Option(
            names = "--workloads",
            paramLabel = "NAME",
            split = ",",
            description = "What is measured, with commas between: small-1, small-64, small-1000, per-request,"
                    + " pipelined-16, 100k, 10m, not-modified, not-found, range, many, idle, slow-readers, waiting,"
                    + " start-up. Default: a choice that fits the time")
    private List<String> workloads = List.of();

    @Option(names = "--quick", description = "Some workloads, in less than three minutes for three servers.")
    private boolean quick;

    @Option(
            names = "--full",
            description =
                    "All workloads, and latency at many rates. It takes hours. Default: between these two, some ten"
                            + " minutes")
    private boolean full;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for result.json, result.csv, report.html and what the servers say. Default: lab- and"
                    + " the time")
    private Path out;

    @Option(
            names = "--server",
            paramLabel = "NAME=COMMAND",
            description =
                    "Another server, by the command that starts it in the foreground, for a shell: {port} stands for"
                            + " the port on 127.0.0.1, {root} for the folder to serve. May be repeated.")
    private List<String> servers = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything that is left to chance: the content of files, the order of servers, when"
                    + " requests are due. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--round-seconds", hidden = true, defaultValue = "0", description = "For tests: shorter rounds.")
    private double roundSeconds;

    @Override
    public Integer call() {
        if (quick && full) {
            throw new ParameterException(spec.commandLine(), "--quick and --full exclude each other.");
        }
        try {
            LabRequest request = new LabRequest(
                    transports.stream().map(TransportKind::name).toList(),
                    javas,
                    workloads,
                    quick ? "quick" : full ? "full" : "standard",
                    roundSeconds,
                    Optional.ofNullable(out),
                    servers,
                    seed,
                    command());
            LabRun run = new LabRun(
                    request, spec.commandLine().getOut(), spec.commandLine().getErr());
            Signals.onFirst(run.stopping(Thread.currentThread()));
            return run.run(ProductVersion.current(), Terminal.isAttached()) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        } catch (IOException failed) {
            throw new StartException("The lab cannot go on: " + failed.getMessage(), failed);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("java", "-jar", "http-app.jar"));
        command.addAll(spec.root().commandLine().getParseResult().originalArgs());
        return command;
    }
}
