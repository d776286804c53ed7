package dev.roundhouse.http.app.server;

import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses the name of a transport. The transports are found by {@link java.util.ServiceLoader}. */
public final class TransportParser {
    private static final TransportRegistry REGISTRY = TransportRegistry.installed();

    private TransportParser() {}

    /**
     * The transport with this name, in upper or lower case, available or not.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Transport parse(String name) {
        return REGISTRY.get(name);
    }

    /** The names, for a help text: {@code a, b or c}. */
    public static String names() {
        return enumerate(transports().map(Transport::name));
    }

    /** The names and what they mean, for a help text: {@code a (description), b (description) or c (description)}. */
    public static String namesAndDescriptions() {
        return enumerate(transports().map(transport -> transport.name() + " (" + transport.description() + ")"));
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
        Stream<String> others = transports()
                .filter(other -> other.unavailableReason().isEmpty())
                .map(Transport::name);
        throw new StartupException(
                "--transport=" + transport.name() + " " + reason.get() + "; use " + enumerate(others) + ".");
    }

    private static Stream<Transport> transports() {
        return REGISTRY.transports().stream();
    }

    private static String enumerate(Stream<String> stream) {
        List<String> texts = stream.toList();
        int last = texts.size() - 1;
        return last < 1 ? String.join("", texts) : String.join(", ", texts.subList(0, last)) + " or " + texts.get(last);
    }
}
