package dev.roundhouse.http.lab.load;

import java.util.SplittableRandom;

/**
 * When requests are due in the open loop, whatever becomes of the answers. The one that is due next stays until it was
 * sent: so those that wait for a connection need no queue in memory, however slow the server.
 */
final class ArrivalSchedule {
    private final double gap;
    private final boolean poisson;
    private final SplittableRandom random;
    private final long from;
    private double offset;
    private long count;

    /** The first is due a gap after the beginning. */
    ArrivalSchedule(LoadSpec.ArrivalRate arrivalRate, long from) {
        this.gap = NanoClock.SECOND / arrivalRate.perSecond();
        this.poisson = arrivalRate.isPoisson();
        this.random = new SplittableRandom(arrivalRate.seed());
        this.from = from;
        advance();
    }

    /** When the next one is due. */
    long due() {
        return from + (long) offset;
    }

    /** Goes on to the one after it. */
    void advance() {
        count++;
        // Multiplied, not added up, where it can be: a million gaps add up to a drift.
        offset = poisson ? offset - Math.log(1 - random.nextDouble()) * gap : count * gap;
    }
}
