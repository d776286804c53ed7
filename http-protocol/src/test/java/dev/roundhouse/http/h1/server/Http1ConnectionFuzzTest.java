package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.FuzzChoices;
import dev.roundhouse.http.h1.Http1Limits;

/** A server connection with any input, split points, events and times. */
class Http1ConnectionFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(10, 200, 2_000, 10), 100, 1_000, 20);

    @FuzzTest(maxDuration = "3m")
    void any_input_keeps_the_connection_consistent_and_closes_it(byte[] fuzzed) {
        FuzzChoices fuzzChoices = new FuzzChoices(fuzzed);
        new SimulatedConnection(LIMITS, Timeouts.DEFAULT, fuzzChoices.input(), fuzzChoices).runWithFaults();
        assertSameForAnySplit(fuzzChoices.input(), new FuzzChoices(fuzzed));
    }

    private static void assertSameForAnySplit(byte[] input, FuzzChoices fuzzChoices) {
        SimulatedConnection full = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, input, bound -> 0).run();
        SimulatedConnection split = new SimulatedConnection(LIMITS, Timeouts.DEFAULT, input, fuzzChoices).run();
        assertEquals(full.requests(), split.requests());
        if (!full.requests().toLowerCase(java.util.Locale.ROOT).contains("expect: ")) {
            // The 100 response is sent only if no byte of the body has been received.
            assertEquals(full.sent(), split.sent());
        }
    }
}
