package dev.roundhouse.http.transport;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

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
     * The transports that {@link ServiceLoader} finds on the class path and the module path.
     *
     * @throws IllegalArgumentException if two of them have the same name
     */
    public static TransportRegistry installed() {
        return new TransportRegistry(ServiceLoader.load(Transport.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
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
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not one of " + names()));
    }

    private String names() {
        return transports.stream().map(Transport::name).collect(Collectors.joining(", "));
    }
}
