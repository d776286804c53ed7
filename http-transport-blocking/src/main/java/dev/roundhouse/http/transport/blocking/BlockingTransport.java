package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** A thread for each connection. */
public final class BlockingTransport implements Transport {
    private final ThreadKind threadKind;

    /**
     * A transport on such threads.
     *
     * @throws UnsupportedOperationException when this Java has none
     */
    public BlockingTransport(ThreadKind threads) {
        if (!threads.isSupported()) {
            throw new UnsupportedOperationException(
                    threads.transportName() + " threads need a newer Java than " + Runtime.version());
        }
        this.threadKind = threads;
    }

    @Override
    public String name() {
        return threadKind.transportName();
    }

    @Override
    public Listener start(Service service, TransportSettings transportSettings) throws IOException {
        threadKind.prepare();
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(transportSettings.address(), transportSettings.backlog());
            return new BlockingListener(server, service, transportSettings, threadKind).start();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }
}
