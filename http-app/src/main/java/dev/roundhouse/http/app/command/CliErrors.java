package dev.roundhouse.http.app.command;

import dev.roundhouse.http.cli.StartupException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line on standard error what is wrong, and what to do. */
public final class CliErrors {
    private CliErrors() {}

    /** The command line makes no sense. */
    public static int usage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        String message = problem.getMessage();
        printError(command, message + (message.endsWith(".") ? "" : ".") + " Try --help.");
        return ExitCode.USAGE;
    }

    /** The command could not be carried out. */
    public static int failure(Exception problem, CommandLine command, ParseResult parsed) {
        if (!(problem instanceof StartupException)) {
            LoggerFactory.getLogger(CliErrors.class).error("unexpected error", problem);
        }
        printError(command, problem.getMessage());
        return ExitCode.SOFTWARE;
    }

    private static void printError(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("roundhouse: " + message.replaceAll("\\R", " "));
        err.flush();
    }
}
