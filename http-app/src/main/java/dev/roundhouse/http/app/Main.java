package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.ConfiguredRun;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        Thread.setDefaultUncaughtExceptionHandler(new LastWords());
        int exitCode = run(args);
        // Not System.exit: with the server stopped there is nothing left to be told, and a hook that hangs would hang
        // us.
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs the command line and returns the exit code. */
    static int run(String... args) {
        return commandLine(System.getenv(), Commands.mayBeMeant(args) ? Commands::all : Commands::serving)
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .execute(args);
    }

    /** What is printed does not depend on the locale: it holds signs that ASCII has not. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** The program in such an environment, with all its commands. */
    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, Commands::all);
    }

    /** What is written may hold names and signs of any script, also where the locale knows ASCII alone. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static CommandLine commandLine(Map<String, String> environment, Supplier<CommandLine> commands) {
        return commands.get()
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .setExecutionStrategy(new ConfiguredRun(environment, commands))
                .setParameterExceptionHandler(Complaints::usage)
                .setExecutionExceptionHandler(Complaints::failure);
    }
}
