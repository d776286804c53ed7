package dev.roundhouse.http.h2.stream;

import java.time.Duration;

/**
 * How much a peer may cost more than it uses: tokens, which frames without use consume, and which time and content that is
 * transferred give back. So a client that sends many small frames is not ended as long as it transfers something. RFC 9113 §10.5
 */
public final class Budget {
    static final int CAPACITY = 10_000;
    static final int TOKENS_PER_SECOND = 200;
    static final int BYTES_PER_TOKEN = 1 << 10;
    private static final long NANOS_PER_TOKEN = Duration.ofSeconds(1).toNanos() / TOKENS_PER_SECOND;

    /** What costs tokens: the frames that attacks consist of. */
    public enum Event {
        RESET_BY_PEER(10, "RST_STREAM of an open stream, whose request was handled for nothing", "CVE-2023-44487"),
        RESET_BY_US(10, "a frame for which the server resets a stream, or rejects a request", "CVE-2025-8671"),
        SETTINGS(10, "SETTINGS, which changes all windows, and is acknowledged", "CVE-2019-9515"),
        PING(4, "PING, which is acknowledged", "CVE-2019-9512"),
        CONTINUATION(4, "CONTINUATION", "CVE-2023-45288"),
        EMPTY_DATA(4, "DATA without content that does not end a message", "CVE-2019-9518"),
        PRIORITY_UPDATE(2, "PRIORITY_UPDATE", ""),
        PRIORITY(2, "PRIORITY, which has no effect", "CVE-2019-9513"),
        WINDOW_UPDATE(1, "WINDOW_UPDATE", "CVE-2019-9511"),
        IGNORED(
                1,
                "a frame on a stream that is closed or was not accepted, an acknowledgement, GOAWAY, or a frame of an"
                        + " unknown type",
                "");

        private final int cost;
        private final String frame;
        private final String attack;

        Event(int cost, String frame, String attack) {
            this.cost = cost;
            this.frame = frame;
            this.attack = attack;
        }

        /** The number of tokens. */
        public int cost() {
            return cost;
        }

        /** The frame, and what it causes. */
        public String frame() {
            return frame;
        }

        /** The published attack that consists of such frames; empty for none. */
        public String attack() {
            return attack;
        }
    }

    private long tokens = CAPACITY;
    private long refilledNanos;
    private long unusedBytes;

    /** A full budget. */
    public Budget(long nowNanos) {
        this.refilledNanos = nowNanos;
    }

    /** Consumes the tokens of an event; false if there are too few. */
    public boolean charge(Event event, long nowNanos) {
        if (tokens < event.cost()) {
            refill(nowNanos);
        }
        tokens -= event.cost();
        return tokens >= 0;
    }

    /** The number of tokens that are left. */
    public long tokens(long nowNanos) {
        return Math.min(CAPACITY, tokens + earnedByTime(nowNanos));
    }

    private long earnedByTime(long nowNanos) {
        return (nowNanos - refilledNanos) / NANOS_PER_TOKEN;
    }

    private void refill(long nowNanos) {
        long earned = earnedByTime(nowNanos);
        refilledNanos += earned * NANOS_PER_TOKEN;
        add(earned);
    }

    /** Content was transferred, in whatever direction. */
    public void earn(long bytes) {
        unusedBytes += bytes;
        add(unusedBytes / BYTES_PER_TOKEN);
        unusedBytes %= BYTES_PER_TOKEN;
    }

    /**
     * A frame of a message was sent that the windows of the peer did not hold back: it pays for a PING with which the peer measures
     * how fast the connection is, or for the updates of two windows, however small the frame is.
     */
    public void earnFrame() {
        add(Event.PING.cost());
    }

    /** A request was served completely: at most as much as its frames can have cost. */
    public void earnExchange() {
        add(Event.RESET_BY_PEER.cost());
    }

    private void add(long earned) {
        tokens = Math.min(CAPACITY, tokens + earned);
    }
}
