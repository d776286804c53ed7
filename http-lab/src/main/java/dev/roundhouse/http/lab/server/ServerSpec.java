package dev.roundhouse.http.lab.server;

import java.util.Optional;

/**
 * A server that takes part.
 *
 * @param name unique in the run
 * @param transport of our own server; empty for others
 * @param java its version; empty where that is not known
 * @param command serves the files
 * @param slowHandlerCommand serves the handler that waits, where the server has one
 * @param jcmd the program that commands its flight recorder, where it has one
 */
public record ServerSpec(
        String name,
        String transport,
        String java,
        CommandTemplate command,
        Optional<CommandTemplate> slowHandlerCommand,
        Optional<String> jcmd) {
    /** Another server, by what a user typed as {@code name=COMMAND}. */
    public static ServerSpec other(String name, String command) {
        return new ServerSpec(name, "", "", CommandTemplate.ofShell(command), Optional.empty(), Optional.empty());
    }

    /** Whether it is this program. */
    public boolean isOwnServer() {
        return !transport.isEmpty();
    }
}
