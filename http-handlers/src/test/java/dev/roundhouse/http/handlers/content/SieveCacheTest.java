package dev.roundhouse.http.handlers.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SieveCacheTest {
    private final SieveCache<String> sieve = new SieveCache<>(100);

    @Test
    void returns_cached_values() {
        sieve.put("a", "1", 10);
        assertEquals(Optional.of("1"), sieve.get("a"));
        assertEquals(Optional.empty(), sieve.get("b"));
        sieve.put("a", "2", 20);
        assertEquals(Optional.of("2"), sieve.get("a"));
        assertEquals(20, sieve.weight());
    }

    @Test
    void used_value_survives_a_scan_of_unused_values() {
        for (int i = 0; i < 5; i++) {
            sieve.put("hot" + i, "hot", 10);
        }
        for (int i = 0; i < 1000; i++) {
            sieve.get("hot" + i % 5);
            sieve.put("once" + i, "once", 10);
        }
        for (int i = 0; i < 5; i++) {
            assertTrue(sieve.get("hot" + i).isPresent(), "hot" + i);
        }
    }

    @Test
    void value_heavier_than_the_cache_is_not_cached() {
        sieve.put("small", "1", 50);
        sieve.put("huge", "2", 101);
        assertFalse(sieve.get("huge").isPresent());
        assertTrue(sieve.get("small").isPresent());
    }

    @Test
    void cache_of_size_zero_stays_empty() {
        SieveCache<String> none = new SieveCache<>(0);
        none.put("a", "1", 1);
        assertEquals(Optional.empty(), none.get("a"));
    }

    @Test
    void growing_value_evicts_others() {
        String grown = "grown";
        sieve.put("old", "1", 40);
        sieve.put("grown", grown, 40);
        sieve.get("grown");
        sieve.addWeight("grown", grown, 50);
        assertEquals(Optional.empty(), sieve.get("old"));
        assertEquals(90, sieve.weight());
        sieve.addWeight("grown", "another", 50);
        assertEquals(90, sieve.weight());
    }

    @Test
    void remove_requires_the_given_value() {
        String value = "value";
        sieve.put("a", value, 1);
        sieve.remove("a", "another");
        assertTrue(sieve.get("a").isPresent());
        sieve.remove("a", value);
        assertFalse(sieve.get("a").isPresent());
        assertEquals(0, sieve.weight());
    }

    @Test
    void other_values_evict_only_each_other() {
        SieveCache<String> two = new SieveCache<>(100, 50);
        two.put("file", "1", 100);
        for (int i = 0; i < 1000; i++) {
            two.putOther("invented" + i, "2", 10);
        }
        assertEquals(Optional.of("1"), two.get("file"));
        assertEquals(Optional.of("2"), two.get("invented999"));
        assertEquals(Optional.empty(), two.get("invented994"));
        assertEquals(100, two.weight());
    }

    @Test
    void key_has_one_value_of_either_kind() {
        SieveCache<String> two = new SieveCache<>(100, 50);
        two.put("a", "1", 60);
        two.putOther("a", "2", 10);
        assertEquals(Optional.of("2"), two.get("a"));
        assertEquals(0, two.weight());
        two.put("a", "3", 60);
        assertEquals(Optional.of("3"), two.get("a"));
        two.remove("a");
        assertEquals(Optional.empty(), two.get("a"));
        assertEquals(0, two.weight());
    }

    @Test
    void acceptable_value_is_kept() {
        assertEquals("1", sieve.putUnless(value -> true, "a", "1", 10));
        assertEquals("1", sieve.putUnless(value -> value.equals("1"), "a", "2", 20));
        assertEquals("3", sieve.putUnless(value -> value.equals("2"), "a", "3", 30));
        assertEquals(30, sieve.weight());
    }

    @Test
    void weight_limit_and_values_hold_for_random_operations() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, String> newest = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String key = "k" + random.nextInt(60);
            String value = "v" + i;
            switch (random.nextInt(4)) {
                case 0 -> {
                    sieve.put(key, value, random.nextInt(30));
                    newest.put(key, value);
                }
                case 1 -> sieve.remove(key, newest.getOrDefault(key, ""));
                case 2 -> sieve.addWeight(key, newest.getOrDefault(key, ""), random.nextInt(20));
                default -> sieve.get(key).ifPresent(found -> assertEquals(newest.get(key), found));
            }
            assertTrue(sieve.weight() <= 100 && sieve.weight() >= 0, "step " + i + ": " + sieve.weight());
        }
    }
}
