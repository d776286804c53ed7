package dev.roundhouse.http.lab.result;

import java.util.Map;

/** The machine of the measurement.
 *
 * @param system name and version of the operating system
 * @param processor its model, as the system names it
 * @param cores number available to the run
 * @param memoryBytes of the machine
 * @param openFiles descriptor limit of a process
 * @param java of the lab itself
 * @param tools external tools with versions: {@code taskset}, {@code strace}
 */
public record Machine(
        String system,
        String processor,
        int cores,
        long memoryBytes,
        long openFiles,
        String java,
        Map<String, String> tools) {
    /** Copies the tools. */
    public Machine {
        tools = Map.copyOf(tools);
    }
}
