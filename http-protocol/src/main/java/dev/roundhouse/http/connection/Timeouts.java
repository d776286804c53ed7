package dev.roundhouse.http.connection;

import java.time.Duration;

/**
 * How long a peer may take.
 *
 * @param header for a whole head, from its first octet; then 408
 * @param body between two arrivals of body octets; then 408
 * @param idle between requests; then the connection is closed
 * @param write without one octet leaving; then the connection is cut
 * @param linger for the peer to read the last answer and to close; then the connection is closed
 */
public record Timeouts(Duration header, Duration body, Duration idle, Duration write, Duration linger) {
    /** Right for a file server on the open network. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));
}
