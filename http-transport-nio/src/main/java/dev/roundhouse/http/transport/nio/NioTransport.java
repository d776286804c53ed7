package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** Non-blocking sockets and a few event loops, each with a selector. */
public final class NioTransport implements Transport {
    /** A transport that has not been started. */
    public NioTransport() {}

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public String description() {
        return "event loops";
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(settings.address(), settings.backlog());
            server.configureBlocking(false);
            return new NioListener(server, service, settings).start();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }
}
