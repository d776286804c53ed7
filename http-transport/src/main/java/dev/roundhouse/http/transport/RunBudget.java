package dev.roundhouse.http.transport;

import java.util.concurrent.TimeUnit;

/** How much one connection may do in one run of its {@link Pump}, before other connections of the same loop are run. */
final class RunBudget {
    private static final int MAX_STEPS = 64;

    /** About what a socket accepts at once. */
    private static final long MAX_OUTPUT_BYTES = 4 << 20;

    /** Little, as the input may consist of chunks of one byte each. */
    private static final long MAX_INPUT_BYTES = 256 << 10;

    /** For all calls of the handler together. */
    private static final long MAX_HANDLING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** From the first read or write on. Bytes that are encrypted, and tiny chunks, take much longer than others. */
    private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private int steps;
    private long outputBytes;
    private long inputBytes;
    private long handlingNanos;
    private boolean hasStarted;
    private boolean hasTime;
    private long startNanos;

    /** Starts a run. */
    void reset() {
        steps = MAX_STEPS;
        outputBytes = MAX_OUTPUT_BYTES;
        inputBytes = MAX_INPUT_BYTES;
        handlingNanos = MAX_HANDLING_NANOS;
        hasStarted = false;
        hasTime = true;
    }

    /** Takes another step, unless one of the limits has been reached. */
    boolean takeStep() {
        return steps-- > 0 && outputBytes > 0 && inputBytes > 0 && handlingNanos > 0 && hasTime;
    }

    /** Bytes have been sent at a time. */
    void subtractOutput(long bytes, long nowNanos) {
        outputBytes -= bytes;
        checkTime(nowNanos);
    }

    /** Bytes have been received at a time. */
    void subtractInput(long bytes, long nowNanos) {
        inputBytes -= bytes;
        checkTime(nowNanos);
    }

    private void checkTime(long nowNanos) {
        if (hasStarted) {
            hasTime = nowNanos - startNanos < MAX_NANOS;
        } else {
            hasStarted = true;
            startNanos = nowNanos;
        }
    }

    void subtractHandling(long nanos) {
        handlingNanos -= nanos;
    }

    /** The number of bytes received in this run. */
    long bytesReceived() {
        return MAX_INPUT_BYTES - inputBytes;
    }
}
