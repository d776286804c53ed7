package dev.roundhouse.http.lab.result;

import java.util.List;

/**
 * A server of the run.
 *
 * @param name as it stands in tables, unique in the run
 * @param isOwnServer whether it is this program
 * @param transport {@code nio}, {@code blocking} or {@code virtual}; empty for others
 * @param java its version; empty where that is not known
 * @param command exactly how it was started, with the port and root of the first launch
 * @param conformance what the gate found
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
