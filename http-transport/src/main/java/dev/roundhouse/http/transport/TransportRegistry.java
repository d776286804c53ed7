package dev.roundhouse.http.transport;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The transports of a program, by name. Immutable. */
public final class TransportRegistry {
    private final List<Transport> transports;

    /**
     * A registry of these transports.
     *
     * @throws IllegalArgumentException if two of them have the same name
     */
    TransportRegistry(List<Transport> transports) {
        this.transports = transports.stream()
                .sorted(Comparator.comparing(Transport::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        for (int i = 1; i < transports.size(); i++) {
            rejectSameName(this.transports.get(i - 1), this.transports.get(i));
        }
    }

    private static void rejectSameName(Transport one, Transport other) {
        if (one.name().equalsIgnoreCase(other.name())) {
            throw new IllegalArgumentException("two transports are named '" + one.name() + "': "
                    + one.getClass().getName() + " and " + other.getClass().getName());
        }
    }

    /**
     * The transports that {@link ServiceLoader} finds on the class path and the module path. They are loaded once.
     *
     * @throws ExceptionInInitializerError if two of them have the same name
     */
    public static TransportRegistry installed() {
        return Installed.REGISTRY;
    }

    /** All transports, available in this process or not, in the order of their names. */
    public List<Transport> transports() {
        return transports;
    }

    /**
     * The transport with this name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public Transport get(String name) {
        return transports.stream()
                .filter(transport -> transport.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + name + "' is not one of " + String.join(", ", names())));
    }

    /** The names, in their order. */
    public List<String> names() {
        return transports.stream().map(Transport::name).toList();
    }

    /** The names and what they mean, for a help text: {@code a (description), b (description) or c (description)}. */
    public String namesAndDescriptions() {
        return enumerate(transports.stream().map(transport -> transport.name() + " (" + transport.description() + ")"));
    }

    /**
     * Why this transport cannot be used in this process, and which ones can: {@code needs Java 21; use a or b}. Empty if it can
     * be used.
     */
    public Optional<String> unavailableReason(Transport transport) {
        return transport.unavailableReason().map(reason -> reason + "; use " + enumerate(availableNames()));
    }

    private Stream<String> availableNames() {
        return transports.stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(Transport::name);
    }

    private static String enumerate(Stream<String> stream) {
        List<String> texts = stream.toList();
        int last = texts.size() - 1;
        return last < 1 ? String.join("", texts) : String.join(", ", texts.subList(0, last)) + " or " + texts.get(last);
    }

    /** Loads the transports at the first use. */
    private static final class Installed {
        static final TransportRegistry REGISTRY = new TransportRegistry(ServiceLoader.load(Transport.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }
}
