package dev.roundhouse.http.transport.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections that fail just after they were accepted neither stop accepting nor pause it. */
class BadSocketTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    /** With a pause after each, the test would take five seconds. */
    private static final int FAILED_SOCKETS = 100;

    private static final Duration MAX_DURATION = Duration.ofSeconds(3);

    @Test
    void failing_socket_does_not_pause_accepting() throws IOException {
        AtomicInteger failures = new AtomicInteger();
        TransportObserver observer = new TransportObserver() {
            @Override
            public void acceptFailed(IOException cause) {
                failures.incrementAndGet();
            }
        };
        Service service = Service.of(request -> Response.plain(Status.OK, "ok")).withObserver(observer);
        FailingServerChannel server =
                new FailingServerChannel(ServerSocketChannel.open().bind(ANY_PORT));
        try (BlockingListener listener =
                new BlockingListener(server, service, TransportSettings.at(ANY_PORT), ThreadKind.PLATFORM).start()) {
            long startNanos = System.nanoTime();
            for (int i = 0; i < FAILED_SOCKETS; i++) {
                new Socket(ANY_PORT.getAddress(), listener.port()).close();
            }
            assertTrue(get(listener.port()).endsWith("ok\n"));
            assertTrue(System.nanoTime() - startNanos < MAX_DURATION.toNanos(), "accepting was paused");
        }
        assertEquals(FAILED_SOCKETS, failures.get());
    }

    private static String get(int port) throws IOException {
        try (Socket client = new Socket(ANY_PORT.getAddress(), port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** A server socket whose first connections are closed before {@code accept} returns. */
    private static final class FailingServerChannel extends ServerSocketChannel {
        private final ServerSocketChannel server;
        private int accepted;

        private FailingServerChannel(ServerSocketChannel server) {
            super(SelectorProvider.provider());
            this.server = server;
        }

        @Override
        public SocketChannel accept() throws IOException {
            SocketChannel channel = server.accept();
            if (accepted++ < FAILED_SOCKETS) {
                channel.close();
            }
            return channel;
        }

        @Override
        public ServerSocketChannel bind(SocketAddress local, int backlog) throws IOException {
            return server.bind(local, backlog);
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
            return server.setOption(name, value);
        }

        @Override
        public <T> T getOption(SocketOption<T> name) throws IOException {
            return server.getOption(name);
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return server.supportedOptions();
        }

        @Override
        public ServerSocket socket() {
            return server.socket();
        }

        @Override
        public SocketAddress getLocalAddress() throws IOException {
            return server.getLocalAddress();
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            server.close();
        }

        @Override
        protected void implConfigureBlocking(boolean block) throws IOException {
            server.configureBlocking(block);
        }
    }
}
