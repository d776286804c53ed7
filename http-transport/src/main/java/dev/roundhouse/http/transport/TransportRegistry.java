package dev.roundhouse.http.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The transports of a program, by name. Immutable. */
public final class TransportRegistry {
    private final List<Transport> transports;

    /**
     * A registry of these transports.
     *
     * @throws IllegalArgumentException if two of them have the same name
     */
    TransportRegistry(List<Transport> transports) {
        List<Transport> sorted = new ArrayList<>(transports);
        sorted.sort((one, other) -> one.name().compareToIgnoreCase(other.name()));
        for (int i = 1; i < sorted.size(); i++) {
            rejectSameName(sorted.get(i - 1), sorted.get(i));
        }
        this.transports = List.copyOf(sorted);
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
     * @throws IllegalArgumentException if there is none; the message lists the names, or the modules that contain transports
     */
    public Transport get(String name) {
        for (Transport transport : transports) {
            if (transport.name().equalsIgnoreCase(name)) {
                return transport;
            }
        }
        throw new IllegalArgumentException(
                transports.isEmpty()
                        ? "no transport is installed: add http-transport-nio or http-transport-blocking to the class path or the"
                                + " module path"
                        : "'" + name + "' is not one of " + String.join(", ", names()));
    }

    /** The names, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Transport transport : transports) {
            names.add(transport.name());
        }
        return names;
    }

    /** The names and what they mean, for a help text: {@code a (description), b (description) or c (description)}. */
    public String namesAndDescriptions() {
        List<String> texts = new ArrayList<>();
        for (Transport transport : transports) {
            texts.add(transport.name() + " (" + transport.description() + ")");
        }
        return enumerate(texts);
    }

    /**
     * Why this transport cannot be used in this process, and which ones can: {@code needs Java 21; use a or b}. Empty if it can
     * be used.
     */
    public Optional<String> unavailableReason(Transport transport) {
        return transport.unavailableReason().map(reason -> reason + "; use " + enumerate(availableNames()));
    }

    private List<String> availableNames() {
        return transports.stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(Transport::name)
                .toList();
    }

    private static String enumerate(List<String> texts) {
        int last = texts.size() - 1;
        return last < 1 ? String.join("", texts) : String.join(", ", texts.subList(0, last)) + " or " + texts.get(last);
    }

    /** Loads the transports at the first use. */
    private static final class Installed {
        static final TransportRegistry REGISTRY = new TransportRegistry(load());

        private static List<Transport> load() {
            List<Transport> loaded = new ArrayList<>();
            ServiceLoader.load(Transport.class).forEach(loaded::add);
            return loaded;
        }
    }
}
