package dev.roundhouse.http.app;

import dev.roundhouse.http.app.cli.CommandLineFactory;
import dev.roundhouse.http.app.cli.ConfiguredExecutionStrategy;
import dev.roundhouse.http.app.cli.ToolPrograms;
import dev.roundhouse.http.app.server.FatalErrorHandler;
import dev.roundhouse.http.app.server.ProcessEnd;
import dev.roundhouse.http.app.server.Uptime;
import dev.roundhouse.http.cli.CliErrors;
import dev.roundhouse.http.cli.CliProgram;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program {@code http-app.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process. Exit status: 0 after a clean shutdown; 1 if the startup failed or connections
     * were aborted at shutdown; 2 for an invalid command line or configuration; 70 after a fatal error; 130 after a second
     * signal.
     *
     * @param args the arguments, see {@code --help}
     */
    public static void main(String[] args) {
        Uptime.start();
        skipSearches();
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrorHandler());
        // This program does not use the default locale, but a library may, and could then format numbers and years in a
        // way that other programs cannot parse.
        Locale.setDefault(Locale.ROOT);
        int exitCode = run(args);
        System.out.flush();
        System.err.flush();
        ProcessEnd.halt(exitCode);
    }

    /** Names what libraries would otherwise search for at every start. */
    private static void skipSearches() {
        setDefault("slf4j.provider", "dev.roundhouse.http.app.logging.PreconfiguredSlf4jProvider");
        // No option has one of these types. Picocli would load them to find out whether they exist.
        setDefault("picocli.converters.excludes", "java[.](sql|time)[.].*");
        // Otherwise, SLF4J reports the provider that is named here.
        setDefault("slf4j.internal.verbosity", "WARN");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Runs the command line and returns the exit code. */
    static int run(String... args) {
        Optional<String> error = ToolPrograms.errorFor(args);
        if (error.isPresent()) {
            System.err.println(error.get());
            return CommandLine.ExitCode.USAGE;
        }
        return commandLine(
                        System.getenv(),
                        CommandLineFactory.hasCommandOrHelp(args)
                                ? CommandLineFactory::allCommands
                                : CommandLineFactory::serveOnly)
                .execute(args);
    }

    /** The command line with all commands, for an environment. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, CommandLineFactory::allCommands);
    }

    private static CommandLine commandLine(Map<String, String> environment, Supplier<CommandLine> commands) {
        return commands.get()
                .setOut(CliProgram.utf8(System.out))
                .setErr(CliProgram.utf8(System.err))
                .setExecutionStrategy(new ConfiguredExecutionStrategy(environment, commands))
                .setParameterExceptionHandler(CliErrors::usage)
                .setExecutionExceptionHandler(CliErrors.failure(
                        unexpected -> LoggerFactory.getLogger(Main.class).error("unexpected error", unexpected)));
    }
}
