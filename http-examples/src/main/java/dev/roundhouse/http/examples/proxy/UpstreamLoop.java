package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The thread of all connections to the other server. */
final class UpstreamLoop implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Upstream upstream;
    private final long timeoutNanos;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<UpstreamExchange, UpstreamConnection> connections = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private volatile boolean isClosed;

    /** Whether the thread has run its last task; then tasks run at once. */
    private volatile boolean hasEnded;

    UpstreamLoop(Upstream upstream) throws IOException {
        this.upstream = upstream;
        this.timeoutNanos = upstream.timeout().toNanos();
        this.selector = Selector.open();
        Thread thread = new Thread(this::run, "proxy-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends a request. Called by any thread. */
    void start(UpstreamExchange exchange, Body body) {
        add(() -> connect(exchange, body));
    }

    /** The exchange can go on. Called by any thread. */
    void wakeUp(UpstreamExchange exchange) {
        add(() -> runConnection(exchange));
    }

    private void add(Runnable task) {
        tasks.add(task);
        selector.wakeup();
        if (hasEnded) {
            runTasks();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void connect(UpstreamExchange exchange, Body body) {
        if (isClosed) {
            body.close();
            exchange.shutDown();
            return;
        }
        Optional<SocketChannel> opened = Optional.empty();
        try {
            SocketChannel channel = SocketChannel.open();
            opened = Optional.of(channel);
            channel.configureBlocking(false);
            channel.connect(upstream.address());
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, exchange);
            connections.put(
                    exchange, new UpstreamConnection(exchange, body, channel, key, () -> wakeUp(exchange), upstream));
            runConnection(exchange);
        } catch (IOException | RuntimeException failure) {
            opened.ifPresent(UpstreamLoop::close);
            body.close();
            exchange.fail(Status.BAD_GATEWAY, "it cannot be reached");
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It was not used.
        }
    }

    private void runConnection(UpstreamExchange exchange) {
        UpstreamConnection connection = connections.get(exchange);
        if (connection != null && !connection.run(buffer)) {
            connections.remove(exchange);
        }
    }

    private void run() {
        try (selector) {
            while (!isClosed) {
                selector.select(Math.max(1, Math.min(1000, timeoutNanos / 4_000_000)));
                runTasks();
                for (SelectionKey key : selector.selectedKeys()) {
                    runConnection((UpstreamExchange) key.attachment());
                }
                selector.selectedKeys().clear();
                long nowNanos = System.nanoTime();
                connections.values().removeIf(connection -> !connection.checkTimeout(nowNanos));
            }
        } catch (IOException failure) {
            System.getLogger(UpstreamLoop.class.getName()).log(System.Logger.Level.ERROR, "the loop ends", failure);
        } finally {
            end();
        }
    }

    /** Completes the requests in progress, and those that come later. */
    private void end() {
        isClosed = true;
        connections.forEach((exchange, connection) -> {
            exchange.shutDown();
            connection.close();
        });
        connections.clear();
        hasEnded = true;
        runTasks();
    }

    @Override
    public void close() {
        isClosed = true;
        selector.wakeup();
    }
}
