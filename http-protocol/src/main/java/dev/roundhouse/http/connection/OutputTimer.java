package dev.roundhouse.http.connection;

/** Limits how long a peer may take to read output, from the times at which it was sent. Reads no clock. */
public final class OutputTimer {
    private final Timeouts timeouts;
    private final long writeNanos;
    private long startNanos;
    private long sentSinceStart;
    private long lastSentNanos;

    /** A timer without output. */
    public OutputTimer(Timeouts timeouts, long nowNanos) {
        this.timeouts = timeouts;
        this.writeNanos = timeouts.write().toNanos();
        this.startNanos = nowNanos;
        this.lastSentNanos = nowNanos;
    }

    /** There is output, and there was none before. */
    public void start(long nowNanos) {
        startNanos = nowNanos;
        sentSinceStart = 0;
        lastSentNanos = nowNanos;
    }

    /** Records sent bytes. */
    public void recordSent(long bytes, long nowNanos) {
        if (bytes > 0) {
            lastSentNanos = nowNanos;
            sentSinceStart += bytes;
        }
    }

    /** When bytes were sent, or output began. */
    public long lastSentNanos() {
        return lastSentNanos;
    }

    /** When the peer has read too little for too long. */
    public long deadline() {
        return Math.min(lastSentNanos + writeNanos, timeouts.minRate().deadline(startNanos, sentSinceStart));
    }
}
