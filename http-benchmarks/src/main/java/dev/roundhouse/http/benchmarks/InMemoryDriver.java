package dev.roundhouse.http.benchmarks;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Drives a connection like a transport, with memory instead of a socket. */
public final class InMemoryDriver {
    /** As large as those of the transports; sendfile is not used here. */
    private static final long NO_SLICE = Long.MAX_VALUE;

    private final Connection connection;
    private final Handler handler;
    private final ByteBuffer buffers = ByteBuffer.allocateDirect(64 << 10);
    private final ByteBuffer[] vector = new ByteBuffer[2];

    /** A driver of this connection. */
    public InMemoryDriver(Connection connection, Handler handler) {
        this.connection = connection;
        this.handler = handler;
    }

    /** Handles all requests in the first buffer and writes the responses to the second. */
    public void exchange(ByteBuffer requests, ByteBuffer responses) throws IOException {
        connection.receive(requests, System.nanoTime());
        for (Optional<Exchange> next = next(); next.isPresent(); next = next()) {
            Exchange exchange = next.get();
            exchange.reply(handler.handle(exchange.request()), System.nanoTime());
        }
        while (!connection.output().isEmpty()) {
            send(responses);
        }
        connection.takeCompletedExchanges(completed -> {});
    }

    private Optional<Exchange> next() {
        return connection.nextExchange(System.nanoTime());
    }

    private void send(ByteBuffer responses) throws IOException {
        int count = connection.output().gather(buffers.clear(), vector, NO_SLICE);
        int before = responses.position();
        for (int i = 0; i < count; i++) {
            responses.put(vector[i]);
        }
        connection.markSent(responses.position() - before, System.nanoTime());
    }
}
