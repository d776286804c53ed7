package dev.roundhouse.http.lab.server;

import java.nio.file.Path;
import java.util.List;

/** A command with the placeholders {@code {port}} and {@code {root}}.
 *
 * @param arguments the program and its arguments
 */
public record CommandTemplate(List<String> arguments) {
    private static final String PORT = "{port}";
    private static final String ROOT = "{root}";

    /** Copies the arguments. */
    public CommandTemplate {
        arguments = List.copyOf(arguments);
    }

    /**
     * Creates a template for a shell command. The shell executes the program in its own process, so that signals and counters
     * apply to the program.
     *
     * @throws IllegalArgumentException if it has no port placeholder
     */
    static CommandTemplate ofShell(String command) {
        if (!command.contains(PORT)) {
            throw new IllegalArgumentException("'" + command + "' does not contain " + PORT);
        }
        return new CommandTemplate(List.of("sh", "-c", "exec " + command));
    }

    /** The command for this port and these files. */
    List<String> expand(int port, Path root) {
        return arguments.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)).replace(ROOT, root.toString()))
                .toList();
    }
}
