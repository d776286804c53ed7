package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.semantics.SeededProperties;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Properties of every sequence of bytes and events. The message of a failure contains its seed. */
class ConnectionPropertiesTest {
    private static final int TRIES = 1_000;

    private static Http1Limits limits(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? new Http1Limits(new Limits(4, 120, 40, 4), 60, 30, 12)
                : Http1Limits.of(Limits.DEFAULT.withBodyBytes(random.nextInt(6_000)));
    }

    private static Timeouts timeouts(SplittableRandom random) {
        return new Timeouts(
                Duration.ofSeconds(1 + random.nextInt(10)),
                Duration.ofSeconds(1 + random.nextInt(20)),
                Duration.ofSeconds(1 + random.nextInt(30)),
                Duration.ofSeconds(1 + random.nextInt(60)),
                Duration.ofSeconds(1 + random.nextInt(3)),
                new MinRate(random.nextInt(1_000), Duration.ofSeconds(1 + random.nextInt(10))),
                Duration.ofSeconds(random.nextInt(3)));
    }

    @Test
    void any_split_of_the_input_and_any_partial_writes_give_the_same_output() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            Http1Limits limits = limits(random);
            SimulatedConnection full = new SimulatedConnection(limits, Timeouts.DEFAULT, input, bound -> 0).run();
            SimulatedConnection split = new SimulatedConnection(limits, Timeouts.DEFAULT, input, random::nextInt).run();

            assertEquals(full.requests(), split.requests());
            assertEquals(full.sent(), split.sent());
            assertEquals(full.completedExchanges(), split.completedExchanges());
        });
    }

    @Test
    void input_byte_by_byte_gives_the_same_output() {
        SeededProperties.tryAll(TRIES / 4, random -> {
            byte[] input = new RequestGenerator(random).requests();
            Http1Limits limits = limits(random);
            SimulatedConnection full = new SimulatedConnection(limits, Timeouts.DEFAULT, input, bound -> 0).run();
            IntUnaryOperator oneByte = bound -> bound == SimulatedConnection.RECEIVE_SIZES ? 1 : 0;
            SimulatedConnection single = new SimulatedConnection(limits, Timeouts.DEFAULT, input, oneByte).run();

            assertEquals(full.sent(), single.sent());
        });
    }

    @Test
    void any_order_of_events_keeps_the_connection_consistent_and_closes_it() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            new SimulatedConnection(limits(random), timeouts(random), input, random::nextInt).runWithFaults();
        });
    }

    @Test
    void timeouts_close_the_connection_in_every_phase() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            new SimulatedConnection(limits(random), timeouts(random), input, random::nextInt)
                    .runThenWait(random.nextInt(40));
        });
    }
}
