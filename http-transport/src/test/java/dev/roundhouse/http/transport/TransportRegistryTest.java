package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
    void rejects_two_transports_with_the_same_name() {
        List<Transport> same = List.of(alpha, beta, new FakeTransport("Alpha"));

        IllegalArgumentException invalid =
                assertThrows(IllegalArgumentException.class, () -> new TransportRegistry(same));

        String type = FakeTransport.class.getName();
        assertEquals("two transports are named 'alpha': " + type + " and " + type, invalid.getMessage());
    }
}
