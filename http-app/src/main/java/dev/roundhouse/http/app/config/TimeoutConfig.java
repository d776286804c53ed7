package dev.roundhouse.http.app.config;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import java.time.Duration;

/**
 * How long a client and a handler may take, and how long the server takes to shut down.
 *
 * @param header the time to receive the headers of a request
 * @param body the time between two reads of a body
 * @param idle the time between two requests
 * @param write the time without write progress
 * @param linger the time for the client to close after the last response
 * @param handler the time for a reply that comes later; zero for no limit
 * @param minBytesPerSecond the minimum average transfer rate; 0 for none
 * @param gracePeriod the time for requests in progress at shutdown
 */
public record TimeoutConfig(
        Duration header,
        Duration body,
        Duration idle,
        Duration write,
        Duration linger,
        Duration handler,
        long minBytesPerSecond,
        Duration gracePeriod) {
    /** The timeouts of a connection. */
    public Timeouts toTimeouts() {
        MinRate minRate = new MinRate(minBytesPerSecond, MinRate.DEFAULT.gracePeriod());
        return new Timeouts(header, body, idle, write, linger, minRate, handler);
    }
}
