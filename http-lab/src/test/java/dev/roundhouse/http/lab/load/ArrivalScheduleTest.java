package dev.roundhouse.http.lab.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.load.protocol.LoadSpec.ArrivalRate;
import dev.roundhouse.http.lab.load.timing.NanoClock;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests the due times of requests. */
class ArrivalScheduleTest {
    private static long[] dues(ArrivalRate arrivalRate, int count) {
        ArrivalSchedule arrivalSchedule = new ArrivalSchedule(arrivalRate, 1_000);
        return LongStream.generate(() -> {
                    long due = arrivalSchedule.due();
                    arrivalSchedule.advance();
                    return due;
                })
                .limit(count)
                .toArray();
    }

    @Test
    void constant_gaps_do_not_drift() {
        long[] dues = dues(new ArrivalRate(3, false, 1), 3_000);

        assertEquals(1_000 + NanoClock.SECOND, dues[2]);
        assertEquals(1_000 + 1_000 * NanoClock.SECOND, dues[2_999]);
    }

    @Test
    void exponential_gaps_have_the_given_mean_and_deviation() {
        int count = 100_000;
        long[] dues = dues(new ArrivalRate(1_000, true, 7), count);
        double mean = (dues[count - 1] - 1_000) / (double) count;
        double squares = 0;
        for (int i = 1; i < count; i++) {
            double gap = dues[i] - dues[i - 1];
            assertTrue(gap >= 0);
            squares += (gap - mean) * (gap - mean);
        }
        assertEquals(NanoClock.MILLISECOND, mean, 0.02 * NanoClock.MILLISECOND);
        assertEquals(1, Math.sqrt(squares / count) / mean, 0.02);
    }

    @Test
    void same_seed_gives_same_times() {
        assertEquals(sum(7), sum(7));
        assertNotEquals(sum(7), sum(8));
    }

    private static long sum(long seed) {
        return LongStream.of(dues(new ArrivalRate(10, true, seed), 100)).sum();
    }
}
