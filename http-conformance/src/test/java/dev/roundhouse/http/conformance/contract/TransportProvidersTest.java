package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registration of the transports, on the class path and in their module descriptors. */
@ExtendWith(CheckedService.class)
class TransportProvidersTest {
    private final List<Transport> transports = TransportRegistry.installed().transports();

    @Test
    void all_transports_are_registered_on_the_class_path() {
        assertEquals(
                List.of("blocking", "nio", "virtual"),
                transports.stream().map(Transport::name).toList());
    }

    @Test
    void module_descriptors_register_the_same_classes() throws URISyntaxException {
        Set<String> onClassPath = new HashSet<>();
        Set<String> onModulePath = new HashSet<>();
        for (Transport transport : transports) {
            onClassPath.add(transport.getClass().getName());
            onModulePath.addAll(providersInModuleOf(transport.getClass()));
        }

        assertEquals(onClassPath, onModulePath);
    }

    private static List<String> providersInModuleOf(Class<?> type) throws URISyntaxException {
        Path location =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleDescriptor module =
                ModuleFinder.of(location).findAll().iterator().next().descriptor();
        return module.provides().stream()
                .filter(provided -> provided.service().equals(Transport.class.getName()))
                .flatMap(provided -> provided.providers().stream())
                .toList();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void all_transports_are_available_on_current_java() {
        for (Transport transport : transports) {
            assertEquals(Optional.empty(), transport.unavailableReason(), transport.name());
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void virtual_threads_are_unavailable_before_java_21() {
        Transport virtual = TransportRegistry.installed().get("virtual");
        String reason = virtual.unavailableReason().orElseThrow();

        assertTrue(reason.startsWith("requires Java 21 or later (this is Java "), reason);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        UnsupportedOperationException unsupported = assertThrows(
                UnsupportedOperationException.class,
                () -> virtual.start(
                        CheckedService.of(request -> Response.of(Status.OK)), TransportSettings.at(anyPort)));
        assertTrue(unsupported.getMessage().contains(reason), unsupported.getMessage());
    }

    @Test
    void descriptions_are_phrases_for_a_help_text() {
        for (Transport transport : transports) {
            assertFalse(transport.description().isBlank(), transport.name());
            assertFalse(transport.description().endsWith("."), transport.name());
        }
    }
}
