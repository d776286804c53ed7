package dev.roundhouse.http.examples;

import java.net.SocketAddress;

/** The address of a listener or a client of the {@link InMemoryTransport}: a name. */
public final class InMemoryAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** An address with this name. */
    public InMemoryAddress(String name) {
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InMemoryAddress address && address.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "memory:" + name;
    }
}
