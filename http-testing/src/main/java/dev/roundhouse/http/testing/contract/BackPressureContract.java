package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A client that sends requests and never reads: the server buffers little, and aborts it after the write timeout. */
public abstract class BackPressureContract extends TransportFixture {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** More than the socket buffers of both ends and the server hold together. */
    private static final long MORE_THAN_BUFFERS = 64L << 20;

    private final AtomicLong handled = new AtomicLong();

    /** For subclasses. */
    protected BackPressureContract() {}

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
        return listen(service, 1);
    }

    /**
     * Sends requests until the server stops reading, and reads nothing.
     *
     * @return the number of bytes that the server and the socket buffers have accepted
     */
    private long sendUntilAborted(Listener listener) {
        ByteBuffer requests = StandardCharsets.ISO_8859_1.encode(GET.repeat(1000));
        long taken = 0;
        try (ClientChannel client = connect(listener.address(), 0)) {
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
            long taken = sendUntilAborted(listener);

            assertTrue(taken < MORE_THAN_BUFFERS, () -> taken + " bytes of requests were read");
            awaitConnections(listener, 0);
        }
    }

    @Test
    void pending_responses_are_bounded_by_socket_buffers() throws IOException {
        int bytes = 100_000;
        try (Listener listener = start(bytes)) {
            sendUntilAborted(listener);

            assertTrue(
                    handled.get() * bytes < MORE_THAN_BUFFERS,
                    () -> handled + " responses were created for a client that does not read");
        }
    }

    @Test
    void response_larger_than_buffers_blocks_further_requests() throws IOException {
        try (Listener listener = start((int) MORE_THAN_BUFFERS)) {
            sendUntilAborted(listener);

            assertEquals(1, handled.get());
        }
    }
}
