package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** Selector loops. */
public final class NioTransport implements Transport {
    /** A transport that has not been started. */
    public NioTransport() {}

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public Listener start(Service service, TransportSettings transportSettings) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(transportSettings.address(), transportSettings.backlog());
            server.configureBlocking(false);
            return new NioListener(server, service, transportSettings).start();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }
}
