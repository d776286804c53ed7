package dev.roundhouse.http.lab.server;

import java.nio.file.Path;
import java.util.List;

/**
 * A command in which {@code {port}} and {@code {root}} stand for what is known only when it is run.
 *
 * @param arguments the program and its arguments
 */
public record CommandTemplate(List<String> arguments) {
    private static final String PORT = "{port}";
    private static final String ROOT = "{root}";

    /** Copies the words. */
    public CommandTemplate {
        arguments = List.copyOf(arguments);
    }

    /**
     * What a user typed for a shell. The shell replaces itself by the program, so that signals and counters are the
     * program's.
     *
     * @throws IllegalArgumentException when the server would not know where to listen
     */
    public static CommandTemplate ofShell(String command) {
        if (!command.contains(PORT)) {
            throw new IllegalArgumentException("'" + command + "' does not say where " + PORT + " goes");
        }
        return new CommandTemplate(List.of("sh", "-c", "exec " + command));
    }

    /** The command for this port and these files. */
    public List<String> expand(int port, Path root) {
        return arguments.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)).replace(ROOT, root.toString()))
                .toList();
    }
}
