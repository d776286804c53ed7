package dev.roundhouse.http.app;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a directory until it is told to end. */
@Command(
        name = "roundhouse",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = ConformanceCommand.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Serves a directory over HTTP/1.1.",
        footer = {
            "",
            "Exit codes: 0 after a clean end, 1 when the server cannot start, 2 for a wrong command line.",
            "",
            "Example: java -jar http-app.jar --directory site --port 8080 --transport=nio"
        })
final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65535;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Directory to serve. Default: ${DEFAULT-VALUE}")
    private Path directory;

    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; 0.0.0.0 or :: for all. Default: ${DEFAULT-VALUE}")
    private String bind;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen at; 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "nio",
            description =
                    "How to wait for the network: nio (selector loops), blocking (a platform thread per connection)"
                            + " or virtual (a virtual thread per connection, Java 21 and later). Default: ${DEFAULT-VALUE}")
    private TransportKind transport;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "Seconds that requests under way get to finish when the server ends. Default: ${DEFAULT-VALUE}")
    private int grace;

    @Option(names = "--quiet", description = "Print no banner.")
    private boolean quiet;

    @Override
    public Integer call() {
        ServeOptions options = options();
        Server server = server(options);
        server.start();
        if (!quiet) {
            Banner.print(server, options, spec.commandLine().getOut());
        }
        return server.awaitEnd();
    }

    private ServeOptions options() {
        if (port < 0 || port > LAST_PORT) {
            throw wrong("Invalid value for option '--port': " + port + " is not from 0 to 65535.");
        }
        if (grace < 0) {
            throw wrong("Invalid value for option '--grace': " + grace + " is less than 0.");
        }
        return new ServeOptions(directory, bind, port, transport, quiet, Duration.ofSeconds(grace));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
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
