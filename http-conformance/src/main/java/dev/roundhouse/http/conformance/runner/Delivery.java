package dev.roundhouse.http.conformance.runner;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How octets travel to and from an engine: in which pieces they arrive, and how many leave at a time.
 *
 * @param splitPoints where a run of octets of some length is cut, in order; a place may be named twice or lie outside, then it is
 *     passed over
 * @param writeSizes how many octets leave at the n-th time; 0 when none would go just then, and less when none ever will
 * @param isInputFirst whether octets are fed as long as the engine wants some, before what it says is taken
 */
public record Delivery(SplitPoints splitPoints, IntUnaryOperator writeSizes, boolean isInputFirst) {
    /** Everything at once. */
    public static final Delivery UNDIVIDED = new Delivery(length -> List.of(), turn -> 1 << 16, false);

    /** Where runs of octets are cut. */
    @FunctionalInterface
    public interface SplitPoints {
        /** The places, in order, of a run of some length. */
        List<Integer> of(int length);
    }

    /** This course with other cuts. */
    public Delivery withSplitPoints(SplitPoints others) {
        return new Delivery(others, writeSizes, isInputFirst);
    }

    /** This course with other amounts. */
    public Delivery withWriteSizes(IntUnaryOperator others) {
        return new Delivery(splitPoints, others, isInputFirst);
    }

    /** This course, fed before it is emptied. */
    public Delivery inputFirst() {
        return new Delivery(splitPoints, writeSizes, true);
    }
}
