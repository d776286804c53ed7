package dev.roundhouse.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;

/** The whole server's end: what is said, how it is cut, what happens meanwhile, and how time passes. */
class Http1ConnectionFuzzTest {
    private static final Limits LIMITS = new Limits(100, 10, 200, 2_000, 1_000, 20, 10);

    @FuzzTest(maxDuration = "3m")
    void a_connection_stays_consistent_and_ends(byte[] fuzzed) {
        FuzzChoices choices = new FuzzChoices(fuzzed);
        new SimulatedConnection(LIMITS, Timeouts.DEFAULT, choices.said(), choices).runWithSurprises();
        assertCutsDoNotMatter(choices.said(), new FuzzChoices(fuzzed));
    }

    private static void assertCutsDoNotMatter(byte[] said, FuzzChoices choices) {
        SimulatedConnection whole = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, said, bound -> 0).run();
        SimulatedConnection cut = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, said, choices).run();
        assertEquals(whole.asked(), cut.asked());
        if (!whole.asked().toLowerCase(java.util.Locale.ROOT).contains("expect: ")) {
            // Whether 100 is said depends on whether the body has begun to come.
            assertEquals(whole.said(), cut.said());
        }
    }
}
