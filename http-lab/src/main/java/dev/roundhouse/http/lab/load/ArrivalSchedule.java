package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.util.SplittableRandom;

/**
 * Due times of requests in the open loop, independent of the responses. The next due time stays until its request is
 * sent, so requests that wait for a connection need no queue, however slow the server is.
 */
final class ArrivalSchedule {
    private final double gap;
    private final boolean poisson;
    private final SplittableRandom random;
    private final long fromNanos;
    private double offset;
    private long count;

    /** Creates a schedule; the first request is due one gap after the start. */
    ArrivalSchedule(LoadSpec.ArrivalRate arrivalRate, long fromNanos) {
        this.gap = NanoClock.SECOND / arrivalRate.perSecond();
        this.poisson = arrivalRate.isPoisson();
        this.random = new SplittableRandom(arrivalRate.seed());
        this.fromNanos = fromNanos;
        advance();
    }

    /** Time when the next request is due. */
    long due() {
        return fromNanos + (long) offset;
    }

    /** Moves on to the next request. */
    void advance() {
        count++;
        // Multiplied instead of added where possible, since a sum of a million gaps would drift.
        offset = poisson ? offset - Math.log(1 - random.nextDouble()) * gap : count * gap;
    }
}
