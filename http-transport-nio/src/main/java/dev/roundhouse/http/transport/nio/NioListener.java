package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.ConnectionLimiter;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.ShutdownResult;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Some loops; the first also accepts, and hands the connections around. */
final class NioListener implements Listener {
    private static final long SHUTDOWN_POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

    /** In so much a loop takes its turn, unless a handler holds it up. */
    private static final long LOOP_TURN_MILLIS = 1000;

    private final InetSocketAddress address;
    private final List<EventLoop> loops = new ArrayList<>();
    private final Acceptor acceptor;

    NioListener(ServerSocketChannel server, Service service, TransportSettings transportSettings) throws IOException {
        this.address = (InetSocketAddress) server.getLocalAddress();
        for (int number = 0; number < transportSettings.eventLoops(); number++) {
            loops.add(new EventLoop("nio-" + number, service));
        }
        this.acceptor =
                new Acceptor(server, loops, new ConnectionLimiter(transportSettings, service), service.observer());
    }

    NioListener start() throws IOException {
        acceptor.register();
        loops.forEach(EventLoop::start);
        return this;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public int connectionCount() {
        return loops.stream().mapToInt(EventLoop::connectionCount).sum();
    }

    @Override
    public ShutdownResult shutdown(Duration grace) {
        long begin = System.nanoTime();
        long end = begin + grace.toNanos();
        // Who is idle is not cut, also when there is no grace at all: a loop needs a moment to tell who is.
        long reported = Math.max(end, begin + TimeUnit.MILLISECONDS.toNanos(LOOP_TURN_MILLIS));
        acceptor.stop(reported);
        int open = connectionCount();
        loops.forEach(loop -> loop.drain(reported));
        while (connectionCount() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(SHUTDOWN_POLL_INTERVAL);
        }
        int cut = loops.stream().mapToInt(loop -> loop.stop(LOOP_TURN_MILLIS)).sum();
        return new ShutdownResult(Math.max(0, open - cut), cut);
    }
}
