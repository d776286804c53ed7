package dev.roundhouse.http.transport;

import java.util.Optional;

/** A transport that is registered on the test class path only, and never available. */
public final class FakeTransport implements Transport {
    private final String name;

    /** The constructor that {@link java.util.ServiceLoader} calls. */
    public FakeTransport() {
        this("fake");
    }

    FakeTransport(String name) {
        this.name = name;
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
        return Optional.of("has no sockets");
    }

    @Override
    public Listener start(Service service, TransportSettings settings) {
        throw new UnsupportedOperationException("has no sockets");
    }
}
