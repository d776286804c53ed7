package dev.roundhouse.http.lab.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.lab.result.Estimate;
import org.junit.jupiter.api.Test;

class LogRatioTest {
    @Test
    void computes_normal_quantiles() {
        assertEquals(1.96, LogRatio.z(0.95), 0.001);
        assertEquals(2.576, LogRatio.z(0.99), 0.001);
    }

    @Test
    void interval_is_wider_than_both_inputs() {
        Estimate ratio = LogRatio.of(new Estimate(200, 190, 210, 6), new Estimate(100, 95, 105, 5), 0.95);

        assertEquals(2, ratio.median(), 1e-9);
        assertEquals(5, ratio.rounds());
        assertTrue(ratio.low() < 1.9 && ratio.high() > 2.1, ratio::toString);
    }
}
