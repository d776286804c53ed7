package dev.roundhouse.http.app;

import dev.roundhouse.http.app.command.CliErrors;
import dev.roundhouse.http.app.command.CommandLineFactory;
import dev.roundhouse.http.app.command.ConfiguredExecutionStrategy;
import dev.roundhouse.http.app.server.FatalErrorHandler;
import dev.roundhouse.http.app.server.ProcessEnd;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program {@code http-app.jar}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command line and ends the process: 0 after a clean end, 1 when the server could not start, or had to cut
     * connections at its end; 2 when the command line makes no sense, 70 when a thread died, 130 after a second signal.
     *
     * @param args as {@code --help} explains them
     */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrorHandler());
        // Nothing here asks for the locale; but a library may, and then numbers are in Arabic digits, or years
        // Buddhist.
        Locale.setDefault(Locale.ROOT);
        int exitCode = run(args);
        System.out.flush();
        System.err.flush();
        ProcessEnd.halt(exitCode);
    }

    /** Runs the command line and returns the exit code. */
    static int run(String... args) {
        return commandLine(
                        System.getenv(),
                        CommandLineFactory.needsAllCommands(args)
                                ? CommandLineFactory::allCommands
                                : CommandLineFactory::serveOnly)
                .execute(args);
    }

    /** What is printed does not depend on the locale: it holds signs that ASCII has not. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The program in such an environment, with all its commands. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, CommandLineFactory::allCommands);
    }

    private static CommandLine commandLine(Map<String, String> environment, Supplier<CommandLine> commands) {
        return commands.get()
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .setExecutionStrategy(new ConfiguredExecutionStrategy(environment, commands))
                .setParameterExceptionHandler(CliErrors::usage)
                .setExecutionExceptionHandler(CliErrors::failure);
    }
}
