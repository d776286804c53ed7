package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void lowest_limits_are_accepted() {
        assertDoesNotThrow(() -> new Limits(0, 1, 0, 1));
    }

    @Test
    void lower_limits_are_rejected() {
        assertRejected(-1, 1, 0, 1);
        assertRejected(0, 0, 0, 1);
        assertRejected(0, 1, -1, 1);
        assertRejected(0, 1, 0, 0);
    }

    private static void assertRejected(int fields, int fieldBytes, long body, long requests) {
        assertThrows(IllegalArgumentException.class, () -> new Limits(fields, fieldBytes, body, requests));
    }

    @Test
    void with_changes_one_limit_and_keeps_the_others() {
        Limits limits = new Limits(1, 2, 3, 4);

        assertEquals(new Limits(1, 2, 9, 4), limits.withBodyBytes(9));
        assertEquals(new Limits(1, 2, 3, 9), limits.withRequests(9));
    }

    @Test
    void timeouts_must_not_be_negative() {
        assertThrows(IllegalArgumentException.class, () -> Timeouts.DEFAULT.withHandler(Duration.ofNanos(-1)));
    }

    @Test
    void timeout_that_exceeds_the_clock_is_shortened() {
        Duration longest =
                Timeouts.DEFAULT.withHandler(Duration.ofSeconds(Long.MAX_VALUE)).handler();

        assertEquals(longest, Timeouts.DEFAULT.withHandler(longest).handler());
        assertDoesNotThrow(() -> Math.multiplyExact(longest.toNanos(), 10));
    }

    @Test
    void min_rate_must_not_be_negative() {
        assertThrows(IllegalArgumentException.class, () -> new Timeouts.MinRate(-1, Duration.ZERO));
    }
}
