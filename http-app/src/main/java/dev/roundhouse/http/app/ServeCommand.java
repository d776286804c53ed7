package dev.roundhouse.http.app;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.site.ContentOptions;
import dev.roundhouse.http.app.site.FieldOptions;
import dev.roundhouse.http.app.site.PageOptions;
import dev.roundhouse.http.app.site.RootOptions;
import dev.roundhouse.http.app.site.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a directory until it is told to end. */
@Command(
        name = "roundhouse",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        abbreviateSynopsis = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Serves a directory over HTTP/1.1.",
        footer = {
            "",
            "Every option can also be given as an environment variable, ROUNDHOUSE_MAX_BODY for --max-body, and in the file"
                    + " of --config.",
            "",
            "Exit codes: 0 after a clean end, 1 when the server cannot start or had to cut connections at its end, 2 for a"
                    + " wrong command line or configuration, 70 when a thread died, as for want of memory, 130 after a"
                    + " second signal.",
            "",
            "Example: java -jar http-app.jar --directory site --port 8080 --transport=nio"
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RootOptions roots;

    @Mixin
    private PageOptions pages;

    @Mixin
    private ContentOptions content;

    @Mixin
    private FieldOptions fields;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private LimitOptions limits;

    @Mixin
    private TimeOptions times;

    @Mixin
    private LogOptions logs;

    @Option(names = "--quiet", description = "Print no banner.")
    private boolean quiet;

    @Option(names = "--train", hidden = true, description = "Answer a visitor of its own, and end.")
    private boolean train;

    @Override
    public Integer call() {
        ServeOptions options = options();
        options.logs().level().apply();
        Server server = server(options);
        server.start();
        if (!quiet) {
            Banner.print(server, options, spec.commandLine().getOut());
        }
        if (train) {
            TrainingVisit.to(server.address());
            return server.end();
        }
        return server.awaitEnd();
    }

    /** What was asked for, once the command line has been parsed. */
    ServeOptions options() {
        return new ServeOptions(new Site(roots, pages, content, fields), listen, limits, times, logs);
    }

    private static Server server(ServeOptions options) {
        // Guice would generate bytecode with means that newer Javas warn about; nothing here needs it.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        try {
            return Guice.createInjector(new ServerModule(options)).getInstance(Server.class);
        } catch (ProvisionException failed) {
            if (rootOf(failed) instanceof StartException start) {
                throw start;
            }
            throw failed;
        }
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && !(root instanceof StartException)) {
            root = root.getCause();
        }
        return root;
    }
}
