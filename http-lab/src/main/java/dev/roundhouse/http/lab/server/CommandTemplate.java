package dev.roundhouse.http.lab.server;

import java.nio.file.Path;
import java.util.List;

/**
 * A command in which {@code {port}} and {@code {root}} stand for what is known only when it is run.
 *
 * @param words the program and its arguments
 */
public record CommandTemplate(List<String> words) {
    private static final String PORT = "{port}";
    private static final String ROOT = "{root}";

    /** Copies the words. */
    public CommandTemplate {
        words = List.copyOf(words);
    }

    /**
     * What a user typed for a shell. The shell replaces itself by the program, so that signals and counters are the
     * program's.
     *
     * @throws IllegalArgumentException when the server would not know where to listen
     */
    public static CommandTemplate shell(String command) {
        if (!command.contains(PORT)) {
            throw new IllegalArgumentException("'" + command + "' does not say where " + PORT + " goes");
        }
        return new CommandTemplate(List.of("sh", "-c", "exec " + command));
    }

    /** The command for this port and these files. */
    public List<String> filled(int port, Path root) {
        return words.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)).replace(ROOT, root.toString()))
                .toList();
    }
}
