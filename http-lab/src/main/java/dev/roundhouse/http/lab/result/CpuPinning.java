package dev.roundhouse.http.lab.result;

/**
 * Which cores were whose.
 *
 * @param isPinned whether servers and generator were kept apart
 * @param serverCores as {@code taskset} takes them; empty when not pinned
 * @param generatorCores as {@code taskset} takes them; empty when not pinned
 * @param description how it was done, or why it was not
 */
public record CpuPinning(boolean isPinned, String serverCores, String generatorCores, String description) {}
