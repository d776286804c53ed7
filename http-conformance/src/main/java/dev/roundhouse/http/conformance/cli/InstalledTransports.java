package dev.roundhouse.http.conformance.cli;

import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The transports of this program, for options that take the name of one. */
public final class InstalledTransports {
    private static final TransportRegistry REGISTRY = TransportRegistry.installed();

    private InstalledTransports() {}

    /**
     * The transport with this name, in upper or lower case, available or not.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Transport parse(String name) {
        return REGISTRY.get(name);
    }

    /** The names, in their order. */
    public static List<String> names() {
        return REGISTRY.transports().stream().map(Transport::name).toList();
    }

    /**
     * Returns this transport if it can be used in this process.
     *
     * @throws StartupException if it cannot; the message says why, and lists those that can
     */
    public static Transport requireAvailable(Transport transport) {
        Optional<String> reason = transport.unavailableReason();
        if (reason.isEmpty()) {
            return transport;
        }
        String others = REGISTRY.transports().stream()
                .filter(other -> other.unavailableReason().isEmpty())
                .map(Transport::name)
                .collect(Collectors.joining(" or "));
        throw new StartupException("--transport=" + transport.name() + " " + reason.get() + "; use " + others + ".");
    }
}
