package dev.roundhouse.http.app.architecture.violations.tls;

import dev.roundhouse.http.transport.Transport;

/** Violates: TLS does not depend on sockets, transports and handlers. */
final class DependsOnTransport {
    private DependsOnTransport() {}

    static String name(Transport transport) {
        return transport.name();
    }
}
