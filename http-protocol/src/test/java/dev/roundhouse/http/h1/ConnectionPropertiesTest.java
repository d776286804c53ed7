package dev.roundhouse.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.connection.Timeouts.MinRate;
import dev.roundhouse.http.semantics.SeededProperties;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds for every sequence of octets and events. The seed of a failure is in its message. */
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
                new MinRate(random.nextInt(1_000), Duration.ofSeconds(1 + random.nextInt(10))));
    }

    @Test
    void any_split_of_the_input_and_any_way_of_sending_give_the_same_output() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            Http1Limits limits = limits(random);
            SimulatedConnection full = new SimulatedConnection(limits, Timeouts.DEFAULT, input, bound -> 0).run();
            SimulatedConnection cut = new SimulatedConnection(limits, Timeouts.DEFAULT, input, random::nextInt).run();

            assertEquals(full.asked(), cut.asked());
            assertEquals(full.said(), cut.said());
            assertEquals(full.served(), cut.served());
        });
    }

    @Test
    void octet_by_octet_gives_the_same_output() {
        SeededProperties.tryAll(TRIES / 4, random -> {
            byte[] input = new RequestGenerator(random).requests();
            Http1Limits limits = limits(random);
            SimulatedConnection full = new SimulatedConnection(limits, Timeouts.DEFAULT, input, bound -> 0).run();
            IntUnaryOperator bytes = bound -> bound == SimulatedConnection.HEARD ? 1 : 0;
            SimulatedConnection drop = new SimulatedConnection(limits, Timeouts.DEFAULT, input, bytes).run();

            assertEquals(full.said(), drop.said());
        });
    }

    @Test
    void whatever_happens_in_whatever_order_it_stays_consistent_and_ends() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            new SimulatedConnection(limits(random), timeouts(random), input, random::nextInt).runWithSurprises();
        });
    }

    @Test
    void time_alone_ends_a_connection_in_every_phase() {
        SeededProperties.tryAll(TRIES, random -> {
            byte[] input = new RequestGenerator(random).requests();
            new SimulatedConnection(limits(random), timeouts(random), input, random::nextInt)
                    .runThenWait(random.nextInt(40));
        });
    }
}
