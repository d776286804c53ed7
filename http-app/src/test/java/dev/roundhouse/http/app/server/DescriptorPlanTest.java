package dev.roundhouse.http.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.transport.TransportSettings;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorPlanTest {
    private static final int IN_USE = 9;
    private static final int PROCESSORS = 2;
    private static final OptionalInt AUTO = OptionalInt.empty();

    private static DescriptorPlan plan(int limit, OptionalInt requested) {
        return DescriptorPlan.of(OptionalInt.of(limit), IN_USE, PROCESSORS, requested);
    }

    /** The sum of all shares, the selectors, and the descriptors that are open already. */
    private static int sum(DescriptorPlan plan, int inUse) {
        return inUse + 2 * plan.loops() + plan.connections() + plan.files();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 40, 60, 128, 256, 1024, 4096, 1 << 20})
    void some_descriptors_remain_free_at_every_limit(int limit) {
        for (OptionalInt requested : new OptionalInt[] {
            AUTO, OptionalInt.of(1), OptionalInt.of(500), OptionalInt.of(TransportSettings.UNLIMITED)
        }) {
            DescriptorPlan plan = plan(limit, requested);

            assertTrue(sum(plan, IN_USE) <= limit - 8, () -> limit + ": " + plan);
            assertTrue(plan.files() >= 4, plan::toString);
            assertTrue(2 * plan.directories() <= Math.max(2, plan.files() / 2), plan::toString);
        }
    }

    @Test
    void shares_never_exceed_the_limit() {
        SplittableRandom random = new SplittableRandom(20261130);
        for (int i = 0; i < 10_000; i++) {
            int limit = 1 << random.nextInt(4, 20);
            int max = random.nextInt(limit, 2 * limit);
            int inUse = random.nextInt(1, 100);
            OptionalInt requested = random.nextBoolean() ? AUTO : OptionalInt.of(random.nextInt(1, 1 << 20));
            try {
                DescriptorPlan plan = DescriptorPlan.of(OptionalInt.of(max), inUse, random.nextInt(1, 128), requested);
                assertTrue(sum(plan, inUse) < max, () -> max + " with " + inUse + " in use: " + plan);
                assertTrue(plan.connections() >= 1 && plan.files() >= 4 && plan.loops() >= 1, plan::toString);
            } catch (IllegalArgumentException tooFew) {
                assertTrue(inUse + max * 3 / 16 + 15 > max, () -> max + " with " + inUse + " in use are enough");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1024,768", "1048576,786432", "128,74", "60,19", "24,1"})
    void part_of_the_descriptors_is_reserved_for_files(int limit, int atMost) {
        assertTrue(
                plan(limit, AUTO).connections() <= atMost,
                () -> plan(limit, AUTO).toString());
        assertEquals(
                Math.min(5, plan(limit, AUTO).connections()),
                Math.min(5, plan(limit, OptionalInt.of(5)).connections()));
    }

    @Test
    void requested_number_above_the_limit_is_lowered() {
        assertEquals(20, plan(1024, OptionalInt.of(20)).connections());
        assertFalse(plan(1024, OptionalInt.of(20)).isTooHigh(OptionalInt.of(20)));
        assertTrue(plan(60, OptionalInt.of(500)).isTooHigh(OptionalInt.of(500)));
        assertFalse(plan(60, AUTO).isTooHigh(AUTO));
        assertFalse(plan(60, OptionalInt.of(TransportSettings.UNLIMITED))
                .isTooHigh(OptionalInt.of(TransportSettings.UNLIMITED)));
    }

    @Test
    void too_low_limit_is_rejected_with_a_sufficient_limit() {
        String message = assertThrows(IllegalArgumentException.class, () -> plan(16, AUTO))
                .getMessage();

        assertTrue(message.contains("limit of 16 is"), message);
        assertTrue(message.contains("ulimit -n") && message.contains("LimitNOFILE"), message);
    }

    @Test
    void many_processors_do_not_take_all_descriptors() {
        assertEquals(1, DescriptorPlan.of(OptionalInt.of(60), IN_USE, 64, AUTO).loops());
        assertEquals(
                64, DescriptorPlan.of(OptionalInt.of(4096), IN_USE, 64, AUTO).loops());
    }

    @ParameterizedTest
    @CsvSource({"4096,128", "20000,512", "1048576,512"})
    void one_sixteenth_is_for_open_directories(int limit, int directories) {
        assertEquals(directories, plan(limit, AUTO).directories());
    }

    @Test
    void without_a_limit_only_directories_are_limited() {
        DescriptorPlan plan = DescriptorPlan.of(OptionalInt.empty(), 0, PROCESSORS, AUTO);

        assertEquals(TransportSettings.UNLIMITED, plan.connections());
        assertEquals(SiteOptions.ANY_NUMBER, plan.files());
        assertEquals(64, plan.directories());
        assertEquals(PROCESSORS, plan.loops());
    }
}
