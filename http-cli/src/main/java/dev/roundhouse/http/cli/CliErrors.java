package dev.roundhouse.http.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Prints an error as one line on standard error: what is wrong, and what to do. */
public final class CliErrors {
    private CliErrors() {}

    /**
     * Reports an invalid command line.
     *
     * @return the exit code
     */
    public static int usage(ParameterException problem, String[] args) {
        String message = problem.getMessage();
        print(problem.getCommandLine(), message + (message.endsWith(".") ? "" : ".") + " Try --help.");
        return ExitCode.USAGE;
    }

    /**
     * A handler that reports a command that failed.
     *
     * @param unexpected also receives the exceptions other than {@link StartupException}
     */
    public static IExecutionExceptionHandler failure(Consumer<Exception> unexpected) {
        return (problem, command, parsed) -> {
            if (!(problem instanceof StartupException)) {
                unexpected.accept(problem);
            }
            print(command, problem.getMessage());
            return problem instanceof StartupException startup ? startup.exitCode() : ExitCode.SOFTWARE;
        };
    }

    private static void print(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("roundhouse: " + message.replaceAll("\\R", " "));
        err.flush();
    }
}
