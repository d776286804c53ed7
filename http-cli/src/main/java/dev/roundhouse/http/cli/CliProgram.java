package dev.roundhouse.http.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a command as a separate program. */
public final class CliProgram {
    private CliProgram() {}

    /**
     * Parses the arguments and runs the command. Errors are one line; an unexpected one has its stack trace above that line.
     *
     * @param main the class whose jar's manifest has the version
     * @return the exit code
     */
    public static int run(CliCommand command, Class<?> main, PrintStream out, PrintStream err, String... args) {
        PrintWriter errors = utf8(err);
        return commandLine(command, main)
                .setOut(utf8(out))
                .setErr(errors)
                .setExecutionExceptionHandler(CliErrors.failure(unexpected -> unexpected.printStackTrace(errors)))
                .execute(args);
    }

    /**
     * The command line of the command, which reports an invalid one as one line.
     *
     * @param main the class whose jar's manifest has the version
     */
    public static CommandLine commandLine(CliCommand command, Class<?> main) {
        return command.toCommandLine(new ManifestVersion(main)).setParameterExceptionHandler(CliErrors::usage);
    }

    /** A writer in UTF-8, independent of the locale. */
    public static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
