package dev.roundhouse.http.transport;

/**
 * Result of a graceful shutdown.
 *
 * @param completed number of connections that were closed in order
 * @param aborted number of connections that had a request in progress when the grace period ended
 */
public record ShutdownResult(int completed, int aborted) {}
