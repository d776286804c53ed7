package dev.roundhouse.http.app.command;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import dev.roundhouse.http.app.config.ConfigOptions;
import dev.roundhouse.http.app.server.CdsTrainingRun;
import dev.roundhouse.http.app.server.NativeCompression;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import dev.roundhouse.http.app.server.StartupBanner;
import dev.roundhouse.http.app.settings.LimitOptions;
import dev.roundhouse.http.app.settings.ListenOptions;
import dev.roundhouse.http.app.settings.LogOptions;
import dev.roundhouse.http.app.settings.ServeOptions;
import dev.roundhouse.http.app.settings.TimeoutOptions;
import dev.roundhouse.http.app.site.ContentOptions;
import dev.roundhouse.http.app.site.HeaderOptions;
import dev.roundhouse.http.app.site.PageOptions;
import dev.roundhouse.http.app.site.RootOptions;
import dev.roundhouse.http.app.site.SiteConfig;
import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.StartupException;
import java.util.List;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Serves a directory until it is told to end. */
final class ServeCommand extends CliCommand {
    private final RootOptions roots = new RootOptions();
    private final PageOptions pages = new PageOptions();
    private final ContentOptions content = new ContentOptions();
    private final HeaderOptions fields = new HeaderOptions();
    private final ListenOptions listen = new ListenOptions();
    private final LimitOptions limits = new LimitOptions();
    private final TimeoutOptions times = new TimeoutOptions();
    private final LogOptions logs = new LogOptions();

    private final OptionValue<Boolean> quiet =
            flag("--quiet", "Print no banner; start and end are logged all the same.");
    private final OptionValue<Boolean> training = hiddenFlag("--train", "Answer a visitor of its own, and end.");

    private final List<CliCommand> otherCommands;

    /** @param additional what else the program can do */
    ServeCommand(List<CliCommand> additional) {
        super("roundhouse");
        this.otherCommands = additional;
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.abbreviateSynopsis(true)
                .description("Serve a directory over HTTP/1.1.")
                .footer(
                        "",
                        "Every option can also be set by an environment variable (ROUNDHOUSE_MAX_BODY for --max-body) or in the --config file.",
                        "",
                        "Exit status: 0 clean shutdown; 1 startup failed or connections were aborted at shutdown; 2 invalid command line or configuration; 70 fatal error such as out of memory; 130 second signal.",
                        "",
                        "Example: java -jar http-app.jar --directory site --port 8080 --transport=nio");
    }

    @Override
    protected List<OptionGroup> groups() {
        return List.of(roots, pages, content, fields, listen, limits, times, logs, new ConfigOptions());
    }

    @Override
    protected List<CliCommand> subcommands() {
        return otherCommands;
    }

    @Override
    public Integer call() {
        ServeOptions options = options();
        options.logs().level().apply();
        FileNames.warnUnlessInUtf8();
        Server server = server(options);
        server.start();
        if (!quiet.value()) {
            StartupBanner.print(server, options, err());
        }
        NativeCompression.prepare(options.site().content().made());
        if (training.value()) {
            CdsTrainingRun.run(server.address());
            return server.shutdown();
        }
        return server.awaitShutdown();
    }

    /** What was asked for, once the command line has been parsed. */
    ServeOptions options() {
        return new ServeOptions(new SiteConfig(roots, pages, content, fields), listen, limits, times, logs);
    }

    private static Server server(ServeOptions options) {
        // Guice would generate bytecode with means that newer Javas warn about; nothing here needs it.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        try {
            return Guice.createInjector(new ServerModule(options)).getInstance(Server.class);
        } catch (ProvisionException failed) {
            if (rootOf(failed) instanceof StartupException start) {
                throw start;
            }
            throw failed;
        }
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && !(root instanceof StartupException)) {
            root = root.getCause();
        }
        return root;
    }
}
