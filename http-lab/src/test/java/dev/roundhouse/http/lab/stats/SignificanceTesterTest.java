package dev.roundhouse.http.lab.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.result.Comparison;
import dev.roundhouse.http.lab.result.ComparisonVerdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignificanceTesterTest {
    private static final SignificanceTester TESTER = new SignificanceTester(new Bootstrap(1_000, 0.95, 3), 5, 1.03);

    private static Comparison throughput(Samples one, Samples other) {
        return TESTER.compare(
                new SignificanceTester.ServerPair("small", Metric.THROUGHPUT, "one", "other"), one, other);
    }

    @Test
    void higher_throughput_is_first() {
        Comparison comparison = throughput(Samples.of(10, 10, 11, 10, 10), Samples.of(20, 21, 20, 20, 20));

        assertEquals("other", comparison.first());
        assertEquals(ComparisonVerdict.DIFFERENT, comparison.verdict());
        assertEquals(2, comparison.ratio().median(), 1e-9);
        assertTrue(comparison.description().startsWith("other has 2.00"), comparison.description());
    }

    @Test
    void lower_latency_is_first() {
        SignificanceTester.ServerPair serverPair =
                new SignificanceTester.ServerPair("small", Metric.P99, "one", "other");

        Comparison comparison =
                TESTER.compare(serverPair, Samples.of(10, 10, 11, 10, 10), Samples.of(20, 21, 20, 20, 20));

        assertEquals("one", comparison.first());
        assertEquals(2, comparison.ratio().median(), 1e-9);
    }

    @Test
    void too_few_rounds_are_not_compared() {
        assertEquals(
                ComparisonVerdict.TOO_FEW_ROUNDS,
                throughput(Samples.of(1, 1, 1, 1), Samples.of(9, 9, 9, 9)).verdict());
    }

    @Test
    void irrelevant_difference_is_same() {
        Comparison comparison = throughput(Samples.of(100, 100, 100, 100, 100), Samples.of(102, 102, 102, 102, 102));

        assertEquals(ComparisonVerdict.SAME, comparison.verdict());
    }

    @Test
    void overlapping_rounds_are_inconclusive() {
        Comparison comparison = throughput(Samples.of(80, 120, 100, 90, 115), Samples.of(85, 110, 105, 90, 120));

        assertEquals(ComparisonVerdict.INCONCLUSIVE, comparison.verdict());
    }

    /** Equal servers, compared many times: about one of twenty comparisons is significant by chance. */
    @Test
    void false_alarm_rate_is_about_five_percent() {
        Random random = new Random(11);
        SignificanceTester strict = new SignificanceTester(new Bootstrap(400, 0.95, 5), 5, 1.0);
        int runs = 1_000;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            SignificanceTester.ServerPair serverPair =
                    new SignificanceTester.ServerPair("small", Metric.THROUGHPUT, "one", "other");
            ComparisonVerdict comparisonVerdict =
                    strict.compare(serverPair, rounds(random), rounds(random)).verdict();
            alarms += comparisonVerdict == ComparisonVerdict.DIFFERENT ? 1 : 0;
        }
        int falseAlarms = alarms;
        assertTrue(falseAlarms <= 0.07 * runs, () -> falseAlarms + " alarms in " + runs + " runs");
    }

    private static Samples rounds(Random random) {
        double[] rounds = new double[6];
        for (int each = 0; each < rounds.length; each++) {
            rounds[each] = 100 + 5 * random.nextGaussian();
        }
        return Samples.of(rounds);
    }
}
