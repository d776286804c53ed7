package dev.roundhouse.http.lab.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.result.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(2_000, 0.95, 7);

    @Test
    void empty_samples_have_no_estimate() {
        assertFalse(BOOTSTRAP.median(new Samples(List.of())).isPresent());
        assertFalse(BOOTSTRAP.ratio(Samples.of(1), new Samples(List.of())).isPresent());
    }

    @Test
    void single_round_has_no_interval() {
        assertEquals(new Estimate(5, 5, 5, 1), BOOTSTRAP.median(Samples.of(5)));
    }

    @Test
    void interval_contains_the_median_and_is_within_the_samples() {
        Estimate estimate = BOOTSTRAP.median(Samples.of(10, 12, 11, 14, 9, 13));

        assertEquals(11.5, estimate.median());
        assertTrue(estimate.low() < 11.5 && estimate.low() >= 9, estimate::toString);
        assertTrue(estimate.high() > 11.5 && estimate.high() <= 14, estimate::toString);
    }

    @Test
    void same_seed_gives_same_interval() {
        Samples samples = Samples.of(1, 2, 3, 4, 5, 6, 7);

        assertEquals(BOOTSTRAP.median(samples), BOOTSTRAP.median(samples));
    }

    @Test
    void different_launches_widen_the_interval() {
        Estimate mixed = BOOTSTRAP.median(Samples.of(10, 20, 10, 20, 10, 20, 10, 20, 15));
        Estimate apart = BOOTSTRAP.median(
                new Samples(List.of(List.of(10.0, 10.0, 10.0, 10.0, 15.0), List.of(20.0, 20.0, 20.0, 20.0))));

        assertTrue(apart.high() - apart.low() >= mixed.high() - mixed.low(), () -> apart + " " + mixed);
    }

    @Test
    void ratio_is_that_of_the_medians() {
        Estimate ratio = BOOTSTRAP.ratio(Samples.of(20, 22, 21), Samples.of(10, 11, 10.5));

        assertEquals(2, ratio.median(), 1e-9);
        assertEquals(3, ratio.rounds());
    }
}
