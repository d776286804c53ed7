package com.example.embedder;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.PlainWire;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.SocketContext;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** A transport of its own: a thread for each connection, without timeouts and without a grace period. */
public final class SocketTransport implements Transport {
    static final String NAME = "own";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "a thread for each connection";
    }

    @Override
    public Listener start(Service service, TransportSettings settings) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(settings.address());
        OwnListener listener = new OwnListener(server, service);
        new Thread(listener::accept, "own-acceptor").start();
        return listener;
    }

    private record OwnListener(ServerSocketChannel server, Service service, Set<SocketChannel> open) implements Listener {
        OwnListener(ServerSocketChannel server, Service service) {
            this(server, service, ConcurrentHashMap.newKeySet());
        }

        void accept() {
            while (server.isOpen()) {
                try {
                    SocketChannel socket = server.accept();
                    open.add(socket);
                    new Thread(() -> serve(socket), "own-connection").start();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void serve(SocketChannel socket) {
            try (socket) {
                Semaphore wakeUps = new Semaphore(0);
                SocketContext context = SocketContext.of(socket, service.observer(), wakeUps::release);
                Connection connection = service.newConnection(context, System.nanoTime());
                Pump pump = new Pump(
                        connection, new PlainWire(socket), service, socket.getRemoteAddress(), System::nanoTime);
                IoBuffers buffers = new IoBuffers(16 << 10, 16 << 10);
                Interest interest;
                while ((interest = pump.run(buffers)) != Interest.NONE) {
                    if (interest == Interest.WAKE_UP) {
                        wakeUps.acquireUninterruptibly();
                        wakeUps.drainPermits();
                    }
                }
            } catch (IOException lost) {
                service.observer().acceptFailed(lost);
            } finally {
                open.remove(socket);
            }
        }

        @Override
        public SocketAddress address() {
            try {
                return server.getLocalAddress();
            } catch (IOException closed) {
                throw new IllegalStateException(closed);
            }
        }

        @Override
        public int connectionCount() {
            return open.size();
        }

        @Override
        public ShutdownResult shutdown(Duration gracePeriod) {
            int aborted = open.size();
            try (server) {
                for (SocketChannel socket : open) {
                    socket.close();
                }
            } catch (IOException failed) {
                service.observer().acceptFailed(failed);
            }
            return new ShutdownResult(0, aborted);
        }
    }
}
