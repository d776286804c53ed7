package dev.roundhouse.http.transport;

/**
 * How an end went.
 *
 * @param finished connections that ended by themselves
 * @param cut connections that were under way when the grace was over
 */
public record ShutdownResult(int finished, int cut) {}
