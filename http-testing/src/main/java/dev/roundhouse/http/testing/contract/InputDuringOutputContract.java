package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.EndlessConnection;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A transport passes input to a connection that wants it, also while output waits, and to no other connection. */
public abstract class InputDuringOutputContract extends TransportFixture {
    /** More than the socket buffers of both ends hold, and less than the connection would send. */
    private static final long MAX_AFTER_STOP = EndlessConnection.MAX_BYTES / 2;

    /** For subclasses. */
    protected InputDuringOutputContract() {}

    private Listener start(boolean wantsInputAlways) throws IOException {
        Service service = new Service(
                CheckedService.checked((context, nowNanos) -> new EndlessConnection(wantsInputAlways)),
                request -> Response.of(Status.OK),
                TransportObserver.NONE);
        return listen(service, 1);
    }

    private RawClient connectAndStart(Listener listener) throws IOException {
        RawClient client = connect(listener);
        client.send("x");
        return client;
    }

    private static long countToEnd(RawClient client) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        for (int count = client.read(buffer); count >= 0; count = client.read(buffer)) {
            total += count;
        }
        return total;
    }

    @Test
    void input_is_received_while_output_waits() throws IOException {
        try (Listener listener = start(true);
                RawClient client = connectAndStart(listener)) {
            client.read(1 << 20);
            client.send("x");

            long rest = countToEnd(client);

            assertTrue(rest < MAX_AFTER_STOP, () -> rest + " bytes were sent after the input");
        }
    }

    /** The client stops reading, so that the transport waits for room in the socket when the input arrives. */
    @Test
    void input_is_received_while_the_socket_is_full() throws IOException, InterruptedException {
        try (Listener listener = start(true);
                RawClient client = connectAndStart(listener)) {
            client.read(1);
            Thread.sleep(200);
            client.send("x");
            Thread.sleep(50);

            long rest = countToEnd(client);

            assertTrue(rest < MAX_AFTER_STOP, () -> rest + " bytes were sent after the input");
        }
    }

    @Test
    void unwanted_input_is_not_received_before_the_output_is_sent() throws IOException {
        try (Listener listener = start(false);
                RawClient client = connectAndStart(listener)) {
            client.read(1);
            client.send("x");

            assertEquals(EndlessConnection.MAX_BYTES - 1, countToEnd(client));
        }
    }
}
