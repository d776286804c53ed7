package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.FuzzChoices;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.SimulatedConnection;

/** The whole server's end: what is said, how it is cut, what happens meanwhile, and how time passes. */
class Http1ConnectionFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(10, 200, 2_000, 10), 100, 1_000, 20);

    @FuzzTest(maxDuration = "3m")
    void a_connection_stays_consistent_and_ends(byte[] fuzzed) {
        FuzzChoices fuzzChoices = new FuzzChoices(fuzzed);
        new SimulatedConnection(LIMITS, Timeouts.DEFAULT, fuzzChoices.said(), fuzzChoices).runWithSurprises();
        assertCutsDoNotMatter(fuzzChoices.said(), new FuzzChoices(fuzzed));
    }

    private static void assertCutsDoNotMatter(byte[] sent, FuzzChoices fuzzChoices) {
        SimulatedConnection full = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, sent, bound -> 0).run();
        SimulatedConnection cut = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, sent, fuzzChoices).run();
        assertEquals(full.asked(), cut.asked());
        if (!full.asked().toLowerCase(java.util.Locale.ROOT).contains("expect: ")) {
            // Whether 100 is said depends on whether the body has begun to come.
            assertEquals(full.said(), cut.said());
        }
    }
}
