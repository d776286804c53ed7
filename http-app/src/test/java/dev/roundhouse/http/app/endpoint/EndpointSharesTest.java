package dev.roundhouse.http.app.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.endpoint.EndpointShares.Share;
import dev.roundhouse.http.transport.TransportSettings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EndpointSharesTest {
    private static final HttpsConfig SERVES =
            new HttpsConfig(OptionalInt.of(80), OptionalInt.empty(), Optional.empty());
    private static final HttpsConfig REDIRECTS =
            new HttpsConfig(OptionalInt.of(80), OptionalInt.of(0), Optional.empty());

    @Test
    void single_endpoint_has_all() {
        assertEquals(
                new Share(2, 1000), EndpointShares.of(HttpsConfig.NONE, 2, 1000).first());
        assertEquals(2, EndpointShares.totalLoops(HttpsConfig.NONE, 2));
    }

    @Test
    void endpoint_that_redirects_has_one_loop_and_an_eighth_of_the_connections() {
        assertEquals(
                new EndpointShares(new Share(2, 875), new Share(1, 125)),
                EndpointShares.of(REDIRECTS, EndpointShares.totalLoops(REDIRECTS, 2), 1000));
    }

    @Test
    void endpoint_that_serves_the_site_has_half() {
        assertEquals(
                new EndpointShares(new Share(2, 500), new Share(2, 500)),
                EndpointShares.of(SERVES, EndpointShares.totalLoops(SERVES, 2), 1000));
    }

    @Test
    void unlimited_connections_are_unlimited_at_both() {
        EndpointShares shares = EndpointShares.of(REDIRECTS, 3, TransportSettings.UNLIMITED);

        assertEquals(TransportSettings.UNLIMITED, shares.first().connections());
        assertEquals(TransportSettings.UNLIMITED, shares.second().connections());
    }

    @Test
    void shares_together_are_not_more_than_there_is() {
        SplittableRandom random = new SplittableRandom(20261130);
        for (int i = 0; i < 10_000; i++) {
            HttpsConfig https = random.nextBoolean() ? SERVES : REDIRECTS;
            int loops = random.nextInt(2, 100);
            int connections = random.nextInt(2, 1 << random.nextInt(2, 20));
            EndpointShares shares = EndpointShares.of(https, loops, connections);

            assertTrue(shares.first().loops() >= 1 && shares.second().loops() >= 1, shares::toString);
            assertTrue(shares.first().connections() >= 1 && shares.second().connections() >= 1, shares::toString);
            assertEquals(loops, shares.first().loops() + shares.second().loops());
            assertEquals(
                    connections, shares.first().connections() + shares.second().connections());
        }
    }
}
