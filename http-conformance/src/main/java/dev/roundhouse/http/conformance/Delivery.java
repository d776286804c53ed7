package dev.roundhouse.http.conformance;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How octets travel to and from an engine: in which pieces they arrive, and how many leave at a time.
 *
 * @param cuts where a run of octets of some length is cut, in order; a place may be named twice or lie outside, then it is
 *     passed over
 * @param taken how many octets leave at the n-th time; 0 when none would go just then, and less when none ever will
 * @param eager whether octets are fed as long as the engine wants some, before what it says is taken
 */
public record Delivery(SplitPoints cuts, IntUnaryOperator taken, boolean eager) {
    /** Everything at once. */
    public static final Delivery WHOLE = new Delivery(length -> List.of(), turn -> 1 << 16, false);

    /** Where runs of octets are cut. */
    @FunctionalInterface
    public interface SplitPoints {
        /** The places, in order, of a run of some length. */
        List<Integer> of(int length);
    }

    /** This course with other cuts. */
    public Delivery withCuts(SplitPoints others) {
        return new Delivery(others, taken, eager);
    }

    /** This course with other amounts. */
    public Delivery withTaken(IntUnaryOperator others) {
        return new Delivery(cuts, others, eager);
    }

    /** This course, fed before it is emptied. */
    public Delivery fedFirst() {
        return new Delivery(cuts, taken, true);
    }
}
