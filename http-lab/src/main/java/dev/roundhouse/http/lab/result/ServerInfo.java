package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * A server of the run.
 *
 * @param name display name, unique in the run
 * @param isOwnServer whether it is this server
 * @param transport {@code nio}, {@code blocking} or {@code virtual}; empty for others
 * @param java its Java version; empty if unknown
 * @param command its command line, with the port and root of the first launch
 * @param conformance result of the conformance check
 */
public record ServerInfo(
        String name,
        boolean isOwnServer,
        String transport,
        String java,
        List<String> command,
        ConformanceSummary conformance) {
    /** Copies the command. */
    public ServerInfo {
        command = List.copyOf(command);
    }
}
