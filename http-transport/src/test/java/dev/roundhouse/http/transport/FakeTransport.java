package dev.roundhouse.http.transport;

import java.util.Optional;

/** A transport that is registered on the test class path only, and unavailable unless a test changes that. */
public final class FakeTransport implements Transport {
    private static final Optional<String> NO_SOCKETS = Optional.of("has no sockets");

    private final String name;
    private final Optional<String> unavailableReason;

    /** The constructor that {@link java.util.ServiceLoader} calls. */
    public FakeTransport() {
        this("fake");
    }

    FakeTransport(String name) {
        this(name, NO_SOCKETS);
    }

    FakeTransport(String name, Optional<String> unavailableReason) {
        this.name = name;
        this.unavailableReason = unavailableReason;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "no I/O";
    }

    @Override
    public Optional<String> unavailableReason() {
        return unavailableReason;
    }

    @Override
    public Listener start(Service service, TransportSettings settings) {
        throw new UnsupportedOperationException("has no sockets");
    }
}
