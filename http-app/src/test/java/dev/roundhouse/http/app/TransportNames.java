package dev.roundhouse.http.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.util.stream.Stream;

/** The names of the installed transports, as a source of test parameters. */
final class TransportNames {
    private TransportNames() {}

    static Stream<String> all() {
        return TransportRegistry.installed().transports().stream().map(Transport::name);
    }

    static void assumeAvailable(String name) {
        assumeTrue(TransportRegistry.installed().get(name).unavailableReason().isEmpty());
    }
}
