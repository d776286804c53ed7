package dev.roundhouse.http.lab.load.timing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests when throughput counts as steady. */
class SteadyStateDetectorTest {
    private static boolean steady(long... windows) {
        SteadyStateDetector steadyStateDetector = new SteadyStateDetector();
        for (long window : windows) {
            steadyStateDetector.add(window);
        }
        return steadyStateDetector.isSteady();
    }

    @Test
    void four_similar_windows_are_steady() {
        assertTrue(steady(100_000, 101_000, 99_000, 100_500));
    }

    @Test
    void three_windows_are_too_few() {
        assertFalse(steady(100_000, 100_000, 100_000));
    }

    @Test
    void monotonic_windows_are_a_trend() {
        assertFalse(steady(100_000, 101_000, 102_000, 103_000));
        assertFalse(steady(103_000, 102_000, 101_000, 100_000));
    }

    @Test
    void small_trend_is_ignored() {
        assertTrue(steady(100_000, 100_100, 100_200, 100_300));
    }

    @Test
    void large_spread_is_not_steady() {
        assertFalse(steady(100_000, 106_000, 99_000, 100_500));
    }

    @Test
    void only_the_last_four_windows_count() {
        assertTrue(steady(1_000, 70_000, 100_000, 101_000, 99_000, 100_500));
        assertFalse(steady(100_000, 101_000, 99_000, 100_500, 50_000));
    }

    @Test
    void few_responses_may_vary_randomly() {
        assertTrue(steady(25, 20, 28, 24));
        assertFalse(steady(25, 60, 28, 5));
    }

    @Test
    void windows_without_responses_are_not_steady() {
        assertFalse(steady(0, 0, 0, 0));
        assertFalse(steady(3, 2, 0, 2));
    }
}
