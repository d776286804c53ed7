package dev.roundhouse.http.tls;

import dev.roundhouse.http.connection.Connection;
import java.util.concurrent.TimeUnit;

/** The current time of a TLS connection, and its deadlines, except for those of the inner connection. */
final class TlsTimers {
    /** How long the peer may take to read the last alert. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long handshakeNanos;
    private final long writeNanos;
    private final long startNanos;

    /** The same on the wall clock, in which the JDK counts the age of sessions. */
    private final long startMillis = System.currentTimeMillis();

    private long nowNanos;

    /** The time of the last progress of sending. */
    private long sentNanos;

    private long closingSinceNanos;

    TlsTimers(long handshakeNanos, long writeNanos, long nowNanos) {
        this.handshakeNanos = handshakeNanos;
        this.writeNanos = writeNanos;
        this.startNanos = nowNanos;
        this.nowNanos = nowNanos;
        this.sentNanos = nowNanos;
    }

    long nowNanos() {
        return nowNanos;
    }

    long startMillis() {
        return startMillis;
    }

    /** @param isSending whether there is ciphertext that has not been sent */
    void advanceTo(long now, boolean isSending) {
        nowNanos = now;
        if (!isSending) {
            sentNanos = now;
        }
    }

    void markSent(long count) {
        sentNanos = count > 0 ? nowNanos : sentNanos;
    }

    void startClosing() {
        closingSinceNanos = nowNanos;
    }

    /** The deadline in a phase, if there is ciphertext to be sent or not. */
    long deadline(TlsPhase phase, boolean isSending) {
        long writeDeadline = isSending ? sentNanos + writeNanos : Connection.NO_DEADLINE;
        return switch (phase) {
            case HANDSHAKE -> Math.min(writeDeadline, startNanos + handshakeNanos);
            case OPEN -> writeDeadline;
            case CLOSING -> Math.min(writeDeadline, closingSinceNanos + CLOSING_NANOS);
            case CLOSED -> Connection.NO_DEADLINE;
        };
    }
}
