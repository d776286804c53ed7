package dev.roundhouse.http.transport.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loop whose selector fails, and the connections added to it. */
class EventLoopTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final Service service = Service.of(request -> Response.plain(Status.OK, "ok"));
    private final TransportSettings settings = TransportSettings.at(ANY_PORT);
    private final ConnectionLimiter limiter = new ConnectionLimiter(settings, service);
    private final FailingSelector selector = new FailingSelector();
    private final EventLoop failing = new EventLoop("nio-loop-failing", service, selector);
    private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    private final Thread.UncaughtExceptionHandler previousHandler = Thread.getDefaultUncaughtExceptionHandler();
    private ServerSocketChannel server;
    private EventLoop healthy;

    @BeforeEach
    void start() throws IOException {
        server = ServerSocketChannel.open().bind(ANY_PORT);
        healthy = new EventLoop("nio-loop-healthy", service);
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> uncaught.complete(cause));
        failing.start();
        healthy.start();
    }

    @AfterEach
    void stop() throws IOException {
        Thread.setDefaultUncaughtExceptionHandler(previousHandler);
        selector.fail();
        healthy.stop(TimeUnit.SECONDS.toNanos(1));
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
    }

    private void addConnection(EventLoop loop) throws IOException {
        SocketChannel channel = server.accept();
        Permit permit = limiter.acquire(channel).orElseThrow();
        loop.addConnection(channel, permit, healthy);
    }

    private void awaitFailure() throws Exception {
        selector.fail();
        assertEquals(
                "selector of nio-loop-failing failed",
                uncaught.get(20, TimeUnit.SECONDS).getMessage());
        while (failing.isAlive()) {
            Thread.sleep(1);
        }
    }

    private static void assertClosed(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void selector_failure_is_thrown_and_stops_the_loop() throws Exception {
        awaitFailure();

        assertFalse(failing.isAlive());
        assertTrue(healthy.isAlive());
    }

    @Test
    void accepted_connections_are_closed_with_the_loop() throws Exception {
        try (Socket client = connect()) {
            addConnection(failing);
            awaitFailure();

            assertClosed(client);
            assertEquals(0, limiter.inUse());
        }
    }

    @Test
    void connections_added_after_the_failure_are_closed() throws Exception {
        awaitFailure();
        try (Socket client = connect()) {
            addConnection(failing);

            assertClosed(client);
            assertEquals(0, limiter.inUse());
        }
    }

    @Test
    void failed_loop_gets_no_connection() throws Exception {
        awaitFailure();
        server.configureBlocking(false);
        Acceptor acceptor = new Acceptor(server, List.of(healthy, failing), limiter, service.observer());
        healthy.execute(() -> register(acceptor));
        for (int i = 0; i < 4; i++) {
            try (Socket client = connect()) {
                client.setSoTimeout(20_000);
                client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));

                String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(response.endsWith("ok\n"), response);
            }
        }
    }

    private static void register(Acceptor acceptor) {
        try {
            acceptor.register();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
