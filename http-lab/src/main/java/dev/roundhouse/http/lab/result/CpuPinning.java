package dev.roundhouse.http.lab.result;

/**
 * Which cores were whose.
 *
 * @param pinned whether servers and generator were kept apart
 * @param serverCores as {@code taskset} takes them; empty when not pinned
 * @param generatorCores as {@code taskset} takes them; empty when not pinned
 * @param sentence how it was done, or why it was not
 */
public record CpuPinning(boolean pinned, String serverCores, String generatorCores, String sentence) {}
