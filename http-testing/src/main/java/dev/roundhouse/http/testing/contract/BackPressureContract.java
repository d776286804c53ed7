package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that sends requests and never reads: the server buffers little, and aborts it after the write timeout. */
@ExtendWith(CheckedService.class)
public abstract class BackPressureContract {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** More than the socket buffers of both ends and the server hold together. */
    private static final long MORE_THAN_BUFFERS = 64L << 20;

    private final AtomicLong handled = new AtomicLong();

    /** For subclasses. */
    protected BackPressureContract() {}

    /** The transport under test. */
    protected abstract Transport transport();

    private Listener start(int responseBytes) throws IOException {
        Response response =
                new Response(Status.OK, Headers.EMPTY, new Body.Bytes(ByteBuffer.wrap(new byte[responseBytes])));
        Service.ConnectionFactory connectionFactory =
                CheckedService.http1(Http1Limits.DEFAULT, new Timeouts(LONG, LONG, LONG, SHORT, LONG), "");
        Service service = new Service(
                connectionFactory,
                request -> {
                    handled.incrementAndGet();
                    return response;
                },
                TransportObserver.NONE);
        TransportSettings settings = TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withEventLoops(1);
        return transport().start(service, settings);
    }

    /**
     * Sends requests until the server stops reading, and reads nothing.
     *
     * @return the number of bytes that the server and the socket buffers have accepted
     */
    private static long sendUntilAborted(SocketAddress server) throws IOException {
        ByteBuffer requests = StandardCharsets.ISO_8859_1.encode(GET.repeat(1000));
        long taken = 0;
        try (SocketChannel client = SocketChannel.open()) {
            client.connect(server);
            while (taken < MORE_THAN_BUFFERS) {
                taken += client.write(requests.duplicate());
            }
        } catch (IOException cut) {
            return taken;
        }
        return taken;
    }

    @Test
    void non_reading_client_is_aborted() throws IOException, InterruptedException {
        try (Listener listener = start(100_000)) {
            long taken = sendUntilAborted(listener.address());

            assertTrue(taken < MORE_THAN_BUFFERS, () -> taken + " bytes of requests were read");
            while (listener.connectionCount() > 0) {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void pending_responses_are_bounded_by_socket_buffers() throws IOException {
        int bytes = 100_000;
        try (Listener listener = start(bytes)) {
            sendUntilAborted(listener.address());

            assertTrue(
                    handled.get() * bytes < MORE_THAN_BUFFERS,
                    () -> handled + " responses were created for a client that does not read");
        }
    }

    @Test
    void response_larger_than_buffers_blocks_further_requests() throws IOException {
        try (Listener listener = start((int) MORE_THAN_BUFFERS)) {
            sendUntilAborted(listener.address());

            assertEquals(1, handled.get());
        }
    }
}
