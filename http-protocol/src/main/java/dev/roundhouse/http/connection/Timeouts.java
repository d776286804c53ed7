package dev.roundhouse.http.connection;

import java.time.Duration;

/**
 * How long a peer may take.
 *
 * @param header for a whole head, from its first octet; then 408
 * @param body between two arrivals of body octets; then 408
 * @param idle between requests; then the connection is closed
 * @param write without one octet leaving; then the connection is cut
 * @param linger for the peer to read the last answer and to close, counted anew while it sends, but five times at most;
 *     then the connection is closed
 * @param minRate how slow a transfer may be on the whole
 */
public record Timeouts(
        Duration header, Duration body, Duration idle, Duration write, Duration linger, MinRate minRate) {
    /** Right for a file server on the open network. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));

    /** These times, and the usual pace. */
    public Timeouts(Duration header, Duration body, Duration idle, Duration write, Duration linger) {
        this(header, body, idle, write, linger, MinRate.DEFAULT);
    }

    /**
     * A mean rate that a transfer must keep: all that stops a client which sends or takes one octet now and then.
     *
     * @param bytesPerSecond 0 for none
     * @param gracePeriod before it counts
     */
    public record MinRate(long bytesPerSecond, Duration gracePeriod) {
        /** Slower than any modem of this century. */
        public static final MinRate DEFAULT = new MinRate(200, Duration.ofSeconds(20));

        /** @throws IllegalArgumentException for a rate below zero */
        public MinRate {
            if (bytesPerSecond < 0) {
                throw new IllegalArgumentException("rate must not be negative: " + bytesPerSecond);
            }
        }

        /** When a transfer that began then, and has moved so many octets, is too slow. */
        public long deadline(long began, long bytes) {
            if (bytesPerSecond == 0) {
                return Connection.NO_DEADLINE;
            }
            // Terabytes at a low rate are more nanoseconds than fit; half of all there are is never, too.
            double earned = 1e9 / bytesPerSecond * bytes;
            return began + gracePeriod.toNanos() + Math.min((long) earned, Connection.NO_DEADLINE / 2);
        }
    }
}
