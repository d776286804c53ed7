package dev.roundhouse.http.transport;

/**
 * How an end went.
 *
 * @param completed connections that ended by themselves
 * @param aborted connections that were under way when the grace was over
 */
public record ShutdownResult(int completed, int aborted) {}
