package dev.roundhouse.http.conformance.tls;

import dev.roundhouse.http.conformance.SocketConnector;
import dev.roundhouse.http.testing.contract.CheckedService;
import dev.roundhouse.http.tls.TlsServer;
import dev.roundhouse.http.tls.TlsSettings;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** A transport that puts TLS around the connections of each service. */
public final class TlsTransport implements Transport {
    /** Long enough for a thousand clients that connect at once, on a busy machine. */
    private static final Duration HANDSHAKE = Duration.ofMinutes(5);

    /** Shorter than what the tests wait for. */
    private static final Duration WRITE = Duration.ofSeconds(2);

    private final Transport transport;

    /** The transport of a service, with TLS. */
    public TlsTransport(Transport transport) {
        this.transport = transport;
    }

    /** Connects to a listener of such a transport. */
    public static SocketConnector connector(SocketAddress server) {
        return SocketConnector.secure(TestTls.CLIENT, (InetSocketAddress) server, "localhost");
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public String description() {
        return transport.description();
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        TlsServer server = TestTls.server(
                TlsSettings.DEFAULT.withTimeouts(HANDSHAKE, WRITE),
                (protocol, context, now) -> service.connectionFactory().newConnection(context, now));
        Service secured =
                new Service(CheckedService.checked(server::newConnection), service.handler(), service.observer());
        return transport.start(secured, settings);
    }
}
