package dev.roundhouse.http.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What the program can do beside serving. To describe all options of these commands takes a good part of the time in which
 * the server starts, so they are described only when one of them may be meant.
 */
final class Commands {
    private static final Map<String, Class<?>> ALL = Map.of(
            "explain", ExplainCommand.class,
            "conformance", ConformanceCommand.class,
            "lab", LabCommand.class,
            "lab-wait", LabWaitCommand.class);
    private static final List<String> IN_ORDER = List.of("explain", "conformance", "lab", "lab-wait");
    private static final List<String> HELP = List.of("-h", "--help");

    private Commands() {}

    /** Whether these arguments name a command, name it wrongly, or ask what there is. */
    static boolean mayBeMeant(String... args) {
        return (args.length > 0 && !args[0].startsWith("-"))
                || Stream.of(args).anyMatch(arg -> ALL.containsKey(arg) || HELP.contains(arg));
    }

    /** Describes them all, as parts of this command line. */
    static void addTo(CommandLine line) {
        IN_ORDER.forEach(name -> line.addSubcommand(name, ALL.get(name)));
    }
}
