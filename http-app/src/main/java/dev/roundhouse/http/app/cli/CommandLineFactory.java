package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ProductVersion;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What the program can do. To describe all options of all commands would take a good part of the time in which the server
 * starts, so those besides serving are described only when one of them may be meant.
 */
public final class CommandLineFactory {
    private static final Set<String> NAMES = Set.of("explain");
    private static final Set<String> HELP = Set.of("-h", "--help");

    private CommandLineFactory() {}

    /** Whether these arguments name a command, name it wrongly, or ask what there is. */
    public static boolean needsAllCommands(String... args) {
        return (args.length > 0 && !args[0].startsWith("-"))
                || Stream.of(args).anyMatch(arg -> NAMES.contains(arg) || HELP.contains(arg));
    }

    /** Serving, and nothing else. */
    public static CommandLine serveOnly() {
        return new ServeCommand(List.of()).toCommandLine(new ProductVersion());
    }

    /** Serving, and all else besides. */
    public static CommandLine allCommands() {
        return new ServeCommand(List.of(new ExplainCommand())).toCommandLine(new ProductVersion());
    }
}
