package dev.roundhouse.http.lab.result;

/** CPU cores of servers and load generator.
 *
 * @param isPinned whether servers and generator ran on separate cores
 * @param serverCores as {@code taskset} takes them; empty when not pinned
 * @param generatorCores as {@code taskset} takes them; empty when not pinned
 * @param description how they were pinned, or why not
 */
public record CpuPinning(boolean isPinned, String serverCores, String generatorCores, String description) {}
