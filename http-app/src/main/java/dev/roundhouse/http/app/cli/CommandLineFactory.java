package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ProductVersion;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Creates the command line. Describing the options of all commands would take a considerable part of the startup time, so the
 * other commands are added only if the arguments may name one of them.
 */
public final class CommandLineFactory {
    private static final Set<String> NAMES = Set.of("explain");
    private static final Set<String> HELP = Set.of("-h", "--help");

    private CommandLineFactory() {}

    /** Whether these arguments contain the name of a command, an unsupported command, or a request for help. */
    public static boolean hasCommandOrHelp(String... args) {
        if (args.length > 0 && !args[0].startsWith("-")) {
            return true;
        }
        for (String arg : args) {
            if (NAMES.contains(arg) || HELP.contains(arg)) {
                return true;
            }
        }
        return false;
    }

    /** The command line of the server, without other commands. */
    public static CommandLine serveOnly() {
        return new ServeCommand(List.of()).toCommandLine(ProductVersion::lines);
    }

    /** The command line with all commands. */
    public static CommandLine allCommands() {
        return new ServeCommand(List.of(new ExplainCommand())).toCommandLine(ProductVersion::lines);
    }
}
