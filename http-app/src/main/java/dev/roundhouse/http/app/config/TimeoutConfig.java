package dev.roundhouse.http.app.config;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import java.time.Duration;

/**
 * How long a client may take, and how long the server takes to shut down.
 *
 * @param header the time to receive the headers of a request
 * @param body the time between two reads of a body
 * @param idle the time between two requests
 * @param write the time without write progress
 * @param linger the time for the client to close after the last response
 * @param minBytesPerSecond the minimum average transfer rate; 0 for none
 * @param gracePeriod the time for requests in progress at shutdown
 */
public record TimeoutConfig(
        Duration header,
        Duration body,
        Duration idle,
        Duration write,
        Duration linger,
        long minBytesPerSecond,
        Duration gracePeriod) {
    /** The timeouts of a connection. */
    public Timeouts toTimeouts() {
        return new Timeouts(
                header, body, idle, write, linger, new MinRate(minBytesPerSecond, MinRate.DEFAULT.gracePeriod()));
    }
}
