package dev.roundhouse.http.lab.result;

import java.util.Map;

/**
 * Where it was measured.
 *
 * @param system name and version of the operating system
 * @param processor its model, as the system names it
 * @param cores how many the run might use
 * @param memoryBytes of the machine
 * @param openFiles how many descriptors a process may have
 * @param java of the lab itself
 * @param tools what was found beside, with versions: {@code taskset}, {@code strace}
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
