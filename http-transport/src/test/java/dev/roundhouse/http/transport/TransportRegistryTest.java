package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransportRegistryTest {
    private final FakeTransport alpha = new FakeTransport("alpha");
    private final FakeTransport beta = new FakeTransport("beta");

    @Test
    void finds_a_transport_that_is_registered_on_the_class_path() {
        List<Transport> transports = TransportRegistry.installed().transports();

        assertEquals(1, transports.size());
        assertInstanceOf(FakeTransport.class, transports.get(0));
    }

    @Test
    void lists_transports_in_the_order_of_their_names() {
        assertEquals(List.of(alpha, beta), new TransportRegistry(List.of(beta, alpha)).transports());
    }

    @Test
    void finds_a_transport_by_its_name_in_upper_or_lower_case() {
        TransportRegistry registry = new TransportRegistry(List.of(alpha, beta));

        assertSame(beta, registry.get("beta"));
        assertSame(beta, registry.get("BETA"));
    }

    @Test
    void lists_the_names_when_there_is_no_such_transport() {
        TransportRegistry registry = new TransportRegistry(List.of(beta, alpha));

        IllegalArgumentException invalid =
                assertThrows(IllegalArgumentException.class, () -> registry.get("carrier-pigeon"));

        assertEquals("'carrier-pigeon' is not one of alpha, beta", invalid.getMessage());
    }

    @Test
    void names_the_modules_to_add_when_no_transport_is_installed() {
        TransportRegistry empty = new TransportRegistry(List.of());

        IllegalArgumentException invalid = assertThrows(IllegalArgumentException.class, () -> empty.get("nio"));

        assertEquals(
                "no transport is installed: add http-transport-nio or http-transport-blocking to the class path or the module path",
                invalid.getMessage());
    }

    @Test
    void enumerates_names_and_descriptions() {
        TransportRegistry two = new TransportRegistry(List.of(alpha, beta));
        TransportRegistry three = new TransportRegistry(List.of(alpha, beta, new FakeTransport("gamma")));

        assertEquals(List.of("alpha", "beta"), two.names());
        assertEquals("alpha (no I/O) or beta (no I/O)", two.namesAndDescriptions());
        assertEquals("alpha (no I/O), beta (no I/O) or gamma (no I/O)", three.namesAndDescriptions());
    }

    @Test
    void unavailable_reason_lists_the_available_transports() {
        FakeTransport gamma = new FakeTransport("gamma", Optional.empty());
        FakeTransport delta = new FakeTransport("delta", Optional.empty());
        TransportRegistry registry = new TransportRegistry(List.of(alpha, beta, gamma, delta));

        assertEquals(Optional.of("has no sockets; use delta or gamma"), registry.unavailableReason(alpha));
        assertEquals(Optional.empty(), registry.unavailableReason(gamma));
    }

    @Test
    void rejects_two_transports_with_the_same_name() {
        List<Transport> same = List.of(alpha, beta, new FakeTransport("Alpha"));

        IllegalArgumentException invalid =
                assertThrows(IllegalArgumentException.class, () -> new TransportRegistry(same));

        String type = FakeTransport.class.getName();
        assertEquals("two transports are named 'alpha': " + type + " and " + type, invalid.getMessage());
    }
}
