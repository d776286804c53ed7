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
public record Course(Cuts cuts, IntUnaryOperator taken, boolean eager) {
    /** Everything at once. */
    public static final Course WHOLE = new Course(length -> List.of(), turn -> 1 << 16, false);

    /** Where runs of octets are cut. */
    @FunctionalInterface
    public interface Cuts {
        /** The places, in order, of a run of some length. */
        List<Integer> of(int length);
    }

    /** This course with other cuts. */
    public Course withCuts(Cuts others) {
        return new Course(others, taken, eager);
    }

    /** This course with other amounts. */
    public Course withTaken(IntUnaryOperator others) {
        return new Course(cuts, others, eager);
    }

    /** This course, fed before it is emptied. */
    public Course fedFirst() {
        return new Course(cuts, taken, true);
    }
}
