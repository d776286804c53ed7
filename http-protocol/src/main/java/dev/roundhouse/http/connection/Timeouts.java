package dev.roundhouse.http.connection;

import java.time.Duration;

/**
 * How long a peer may take. A duration of more than ten years is shortened to that: its nanoseconds could exceed a long.
 *
 * @param header to receive a complete head, from its first byte; then 408
 * @param body between two reads of body bytes; then 408
 * @param idle between requests; then the connection is closed
 * @param write without any byte being sent; then the connection is aborted
 * @param linger for the peer to read the last response and close; restarted while it sends, up to five times; then the connection
 *     is closed
 * @param minRate minimum mean rate of a transfer
 * @param handler for a reply that comes later, or for an upload that is not ready; then 503. Zero for no limit
 */
public record Timeouts(
        Duration header,
        Duration body,
        Duration idle,
        Duration write,
        Duration linger,
        MinRate minRate,
        Duration handler) {
    /** So short that a multiple of it can be added to a time in nanoseconds. Before {@link #DEFAULT}, which needs it. */
    private static final Duration MAX = Duration.ofDays(3650);

    /** Suitable for a file server on the public Internet. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));

    /** @throws IllegalArgumentException for a negative duration */
    public Timeouts {
        header = limit(header);
        body = limit(body);
        idle = limit(idle);
        write = limit(write);
        linger = limit(linger);
        handler = limit(handler);
    }

    private static Duration limit(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a timeout must not be negative: " + duration);
        }
        return duration.compareTo(MAX) < 0 ? duration : MAX;
    }

    /** Creates timeouts with the default minimum rate, and without a limit for handlers. */
    public Timeouts(Duration header, Duration body, Duration idle, Duration write, Duration linger) {
        this(header, body, idle, write, linger, MinRate.DEFAULT);
    }

    /** Creates timeouts without a limit for handlers. */
    public Timeouts(Duration header, Duration body, Duration idle, Duration write, Duration linger, MinRate minRate) {
        this(header, body, idle, write, linger, minRate, Duration.ZERO);
    }

    /** Returns these timeouts with another one for handlers. */
    public Timeouts withHandler(Duration timeout) {
        return new Timeouts(header, body, idle, write, linger, minRate, timeout);
    }

    /**
     * The mean rate that a transfer must keep. It stops a client that sends or reads one byte now and then.
     *
     * @param bytesPerSecond 0 for none
     * @param gracePeriod time before the rate is enforced
     */
    public record MinRate(long bytesPerSecond, Duration gracePeriod) {
        /** Slower than any modem in use. */
        public static final MinRate DEFAULT = new MinRate(200, Duration.ofSeconds(20));

        /** @throws IllegalArgumentException for a rate below zero */
        public MinRate {
            if (bytesPerSecond < 0) {
                throw new IllegalArgumentException("rate must not be negative: " + bytesPerSecond);
            }
        }

        /** Returns when a transfer is too slow, given its start and the bytes transferred. */
        public long deadline(long began, long bytes) {
            if (bytesPerSecond == 0) {
                return Connection.NO_DEADLINE;
            }
            // Terabytes at a low rate exceed the nanoseconds of a long; half of its range is practically never.
            double earned = 1e9 / bytesPerSecond * bytes;
            Duration grace = gracePeriod.compareTo(MAX) < 0 ? gracePeriod : MAX;
            return began + grace.toNanos() + Math.min((long) earned, Connection.NO_DEADLINE / 2);
        }
    }
}
