package dev.roundhouse.http.lab.server;

import java.util.Optional;

/** Specification of a server.
 *
 * @param name unique in the run
 * @param transport of this server; empty for others
 * @param java its Java version; empty if unknown
 * @param command starts the server with the files
 * @param slowHandlerCommand starts the server with the slow handler, if it has one
 * @param jcmd the jcmd of its JVM, if it has one
 */
public record ServerSpec(
        String name,
        String transport,
        String java,
        CommandTemplate command,
        Optional<CommandTemplate> slowHandlerCommand,
        Optional<String> jcmd) {
    /**
     * Creates the spec of another server from {@code name=COMMAND}.
     *
     * @param isSecure whether it uses TLS
     * @throws IllegalArgumentException if a placeholder is missing
     */
    public static ServerSpec other(String name, String command, boolean isSecure) {
        return new ServerSpec(
                name, "", "", CommandTemplate.ofShell(command, isSecure), Optional.empty(), Optional.empty());
    }

    /** Whether it is this server. */
    public boolean isOwnServer() {
        return !transport.isEmpty();
    }
}
