package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The event loops; the first one also accepts connections and distributes them. */
final class NioListener implements Listener {
    private static final long SHUTDOWN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Within this time a loop runs its tasks, unless a handler blocks it. */
    private static final long LOOP_RESPONSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SocketAddress address;
    private final List<EventLoop> loops = new ArrayList<>();
    private final Acceptor acceptor;

    NioListener(ServerSocketChannel server, Service service, TransportSettings settings) throws IOException {
        this.address = server.getLocalAddress();
        for (int number = 0; number < settings.eventLoops(); number++) {
            loops.add(new EventLoop("nio-loop-" + number, service));
        }
        this.acceptor = new Acceptor(server, loops, new ConnectionLimiter(settings, service), service.observer());
    }

    NioListener start() throws IOException {
        acceptor.register();
        loops.forEach(EventLoop::start);
        return this;
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public int connectionCount() {
        return loops.stream().mapToInt(EventLoop::connectionCount).sum();
    }

    @Override
    public ShutdownResult shutdown(Duration gracePeriod) {
        long startNanos = System.nanoTime();
        long endNanos = startNanos + TimeUnit.NANOSECONDS.convert(gracePeriod);
        // Idle connections are not aborted, even without a grace period: a loop needs a moment to close them.
        long drainEndNanos = Math.max(endNanos, startNanos + LOOP_RESPONSE_NANOS);
        acceptor.stop(drainEndNanos);
        int total = connectionCount();
        loops.forEach(loop -> loop.drain(drainEndNanos));
        while (connectionCount() > 0 && System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(SHUTDOWN_POLL_NANOS);
        }
        int aborted =
                loops.stream().mapToInt(loop -> loop.stop(LOOP_RESPONSE_NANOS)).sum();
        return new ShutdownResult(Math.max(0, total - aborted), aborted);
    }
}
