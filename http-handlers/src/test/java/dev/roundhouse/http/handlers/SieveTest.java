package dev.roundhouse.http.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SieveTest {
    private final Sieve<String> sieve = new Sieve<>(100);

    @Test
    void remembers_what_it_was_given() {
        sieve.put("a", "1", 10);
        assertEquals(Optional.of("1"), sieve.get("a"));
        assertEquals(Optional.empty(), sieve.get("b"));
        sieve.put("a", "2", 20);
        assertEquals(Optional.of("2"), sieve.get("a"));
        assertEquals(20, sieve.weight());
    }

    @Test
    void keeps_what_is_asked_for_while_a_thousand_others_come_once() {
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
    void refuses_what_weighs_more_than_everything_may() {
        sieve.put("small", "1", 50);
        sieve.put("huge", "2", 101);
        assertFalse(sieve.get("huge").isPresent());
        assertTrue(sieve.get("small").isPresent());
    }

    @Test
    void remembers_nothing_when_it_may_weigh_nothing() {
        Sieve<String> none = new Sieve<>(0);
        none.put("a", "1", 1);
        assertEquals(Optional.empty(), none.get("a"));
    }

    @Test
    void makes_room_for_what_grows() {
        String grown = "grown";
        sieve.put("old", "1", 40);
        sieve.put("grown", grown, 40);
        sieve.get("grown");
        sieve.grew("grown", grown, 50);
        assertEquals(Optional.empty(), sieve.get("old"));
        assertEquals(90, sieve.weight());
        sieve.grew("grown", "another", 50);
        assertEquals(90, sieve.weight());
    }

    @Test
    void removes_only_the_value_that_was_meant() {
        String value = "value";
        sieve.put("a", value, 1);
        sieve.remove("a", "another");
        assertTrue(sieve.get("a").isPresent());
        sieve.remove("a", value);
        assertFalse(sieve.get("a").isPresent());
        assertEquals(0, sieve.weight());
    }

    @Test
    void never_weighs_more_than_it_may_and_never_gives_another_value() {
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
                case 2 -> sieve.grew(key, newest.getOrDefault(key, ""), random.nextInt(20));
                default -> sieve.get(key).ifPresent(found -> assertEquals(newest.get(key), found));
            }
            assertTrue(sieve.weight() <= 100 && sieve.weight() >= 0, "step " + i + ": " + sieve.weight());
        }
    }
}
