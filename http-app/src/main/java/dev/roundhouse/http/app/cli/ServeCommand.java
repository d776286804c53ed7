package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.server.CdsTrainingRun;
import dev.roundhouse.http.app.server.FileNames;
import dev.roundhouse.http.app.server.NativeCompression;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import dev.roundhouse.http.app.server.StartupBanner;
import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import java.util.List;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** Serves a directory until a signal ends the process. */
final class ServeCommand extends CliCommand {
    private final ServeOptions options = new ServeOptions();

    private final OptionValue<Boolean> quiet =
            flag("--quiet", "Do not print the startup banner. Startup and shutdown are still logged.");
    private final OptionValue<Boolean> training =
            hiddenFlag("--train", "(internal) Send a few requests to itself and exit, to build the class archive.");

    private final List<CliCommand> otherCommands;

    /** @param additional the subcommands */
    ServeCommand(List<CliCommand> additional) {
        super("roundhouse");
        this.otherCommands = additional;
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description("Serve a directory over HTTP/1.1 and HTTP/2.")
                .footer(
                        "",
                        "Every option can also be set by an environment variable (ROUNDHOUSE_MAX_BODY for --max-body) or in the --config file.",
                        "",
                        "Exit status: 0 clean shutdown; 1 startup failed or connections were aborted at shutdown; 2 invalid command line or configuration; 70 fatal error such as out of memory; 130 second signal.",
                        "",
                        "Separate programs: http-conformance.jar tests any server for conformance, http-lab.jar benchmarks servers.",
                        "",
                        "Example: java -jar http-app.jar --directory site --port 8080 --transport=nio");
    }

    @Override
    protected List<OptionGroup> groups() {
        return options.groups();
    }

    @Override
    protected List<CliCommand> subcommands() {
        return otherCommands;
    }

    @Override
    public Integer call() {
        ServerConfig config = config();
        config.logs().level().apply();
        FileNames.warnUnlessInUtf8();
        Server server = ServerModule.createServer(config);
        server.start();
        if (config.hasBanner()) {
            StartupBanner.print(server, config, err());
        }
        NativeCompression.prepare(config.site().content().usedCompression());
        if (training.value()) {
            CdsTrainingRun.run(server.address());
            return server.shutdown();
        }
        return server.awaitShutdown();
    }

    /**
     * The configuration, after the command line has been parsed.
     *
     * @throws ParameterException for options that contradict each other, or have no effect
     */
    ServerConfig config() {
        try {
            return options.config(!quiet.value());
        } catch (IllegalArgumentException contradictory) {
            throw usageError(contradictory);
        }
    }
}
