package dev.roundhouse.http.conformance.runner;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How bytes are delivered to and taken from the engine: where input is split, and how many bytes each write takes.
 *
 * @param splitPoints where input is split, in order; repeated or out-of-range positions are ignored
 * @param writeSizes bytes taken by the n-th write: 0 if the socket buffer is full, negative if the client never reads
 *     again
 * @param isInputFirst whether input is delivered as long as the engine wants it, before output is taken
 */
record Delivery(SplitPoints splitPoints, IntUnaryOperator writeSizes, boolean isInputFirst) {
    /** All input at once; output is taken immediately. */
    static final Delivery UNDIVIDED = new Delivery(length -> List.of(), call -> 1 << 16, false);

    /** Positions at which input is split. */
    @FunctionalInterface
    public interface SplitPoints {
        /** The positions, in order, for input of this length. */
        List<Integer> of(int length);
    }

    /** A copy with other split points. */
    Delivery withSplitPoints(SplitPoints others) {
        return new Delivery(others, writeSizes, isInputFirst);
    }

    /** A copy with other write sizes. */
    Delivery withWriteSizes(IntUnaryOperator others) {
        return new Delivery(splitPoints, others, isInputFirst);
    }

    /** A copy that delivers input before output is taken. */
    Delivery inputFirst() {
        return new Delivery(splitPoints, writeSizes, true);
    }
}
