package dev.roundhouse.http.lab.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A command with the placeholders {@code {port}} and {@code {root}}, and with TLS {@code {certificate}} and {@code {key}}.
 *
 * @param arguments the program and its arguments
 */
public record CommandTemplate(List<String> arguments) {
    private static final String PORT = "{port}";
    private static final String ROOT = "{root}";
    private static final String CERTIFICATE = "{certificate}";
    private static final String KEY = "{key}";

    /** Copies the arguments. */
    public CommandTemplate {
        arguments = List.copyOf(arguments);
    }

    /**
     * Creates a template for a shell command. The shell executes the program in its own process, so that signals and counters
     * apply to the program.
     *
     * @param isSecure whether the server uses TLS
     * @throws IllegalArgumentException if it has no placeholder for the port, or one for TLS too few or too many
     */
    static CommandTemplate ofShell(String command, boolean isSecure) {
        if (!command.contains(PORT)) {
            throw new IllegalArgumentException("'" + command + "' does not contain " + PORT);
        }
        for (String placeholder : List.of(CERTIFICATE, KEY)) {
            if (isSecure && !command.contains(placeholder)) {
                throw new IllegalArgumentException(
                        "'" + command + "' does not contain " + placeholder + ", which --tls requires");
            }
            if (!isSecure && command.contains(placeholder)) {
                throw new IllegalArgumentException(
                        "'" + command + "' contains " + placeholder + ", which requires --tls");
            }
        }
        return new CommandTemplate(List.of("sh", "-c", "exec " + command));
    }

    /** The command for this port, these files and this certificate. */
    List<String> expand(int port, Path root, Optional<LabTls> tls) {
        return arguments.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)).replace(ROOT, root.toString()))
                .map(word -> tls.map(files -> withCertificate(word, files)).orElse(word))
                .toList();
    }

    private static String withCertificate(String word, LabTls files) {
        return word.replace(CERTIFICATE, files.certificate().toString())
                .replace(KEY, files.key().toString());
    }
}
