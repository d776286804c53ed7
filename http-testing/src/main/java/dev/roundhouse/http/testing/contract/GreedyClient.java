package dev.roundhouse.http.testing.contract;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that sends as fast as the server reads, and reads all responses. It reconnects when the server has closed the
 * connection.
 */
final class GreedyClient implements AutoCloseable {
    private static final int BUFFER = 256 << 10;

    private final SocketAddress server;
    private final ByteBuffer first;
    private final ByteBuffer then;
    private final Thread thread = new Thread(this::sendAll, "greedy-writer");
    private volatile boolean stopped;
    private final AtomicLong received = new AtomicLong();

    /**
     * A client; {@link #start} starts it.
     *
     * @param first sent once on each connection
     * @param then sent repeatedly after it
     */
    GreedyClient(SocketAddress server, String first, String then) {
        this.server = server;
        this.first = StandardCharsets.ISO_8859_1.encode(first);
        this.then = StandardCharsets.ISO_8859_1.encode(then);
        thread.setDaemon(true);
    }

    GreedyClient start() {
        thread.start();
        return this;
    }

    /** The number of bytes received so far. */
    long received() {
        return received.get();
    }

    private void sendAll() {
        while (!stopped) {
            try (SocketChannel channel = SocketChannel.open(server)) {
                Thread reader = new Thread(() -> readAll(channel), "greedy-reader");
                reader.setDaemon(true);
                reader.start();
                send(channel);
            } catch (IOException closedByServer) {
                // Reconnect.
            }
        }
    }

    private void send(SocketChannel channel) throws IOException {
        channel.write(first.duplicate());
        while (!stopped) {
            channel.write(then.duplicate());
        }
    }

    private void readAll(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (channel) {
            for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
                received.addAndGet(count);
            }
        } catch (IOException excess) {
            // The writer reconnects.
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
