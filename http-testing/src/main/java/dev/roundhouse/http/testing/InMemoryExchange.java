package dev.roundhouse.http.testing;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.client.Http1ClientConnection;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.SocketContext;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One request and its response, by a client and a server connection that are run in turns by one thread. */
final class InMemoryExchange implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 << 10;

    private final Duration timeout;
    private final FailureRecorder failures = new FailureRecorder();
    private final ReceivedParts received = new ReceivedParts();

    /** Has permits when another thread has something for one of the connections. */
    private final Semaphore wakeUps = new Semaphore(0);

    private final Http1ClientConnection client = new Http1ClientConnection(Http1Limits.DEFAULT, wakeUps::release);
    private final IoBuffers buffers = new IoBuffers(BUFFER_BYTES, BUFFER_BYTES);
    private final Pump pump;
    private boolean closed;

    InMemoryExchange(Handler handler, Duration timeout) {
        this.timeout = timeout;
        SocketAddress peer = ConnectionInfo.NONE.remoteAddress();
        SocketAddress local = ConnectionInfo.NONE.localAddress();
        Service service = new Service(Service.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, ""), handler, failures);
        SocketContext context = new SocketContext(peer, local, failures, wakeUps::release);
        Connection server = service.connectionFactory().newConnection(context, System.nanoTime());
        this.pump = new Pump(server, new ClientWire(client), service, peer, System::nanoTime);
    }

    void send(Request request, Body body) {
        client.send(request, body, received);
    }

    /** What the client has received. */
    ReceivedParts received() {
        return received;
    }

    /** The exceptions that were reported to the observer. */
    FailureRecorder failures() {
        return failures;
    }

    /**
     * Runs the connections until a condition holds.
     *
     * @param expected what is waited for
     * @throws AssertionError if it does not hold within the timeout, or cannot hold any more
     */
    void run(String expected, BooleanSupplier condition) {
        long endNanos = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (closed || received.isFailed()) {
                throw failure("expected " + expected + ", but " + received.failure());
            }
            client.resume();
            Interest interest = pump.run(buffers);
            if (interest == Interest.NONE) {
                closed = true;
                client.receiveEof();
            } else if (mustWait(interest) && !condition.getAsBoolean() && !awaitWakeUp(endNanos)) {
                throw failure("expected within " + timeout + ": " + expected + "; received " + received);
            }
        }
    }

    /** The request is read by further runs; everything else comes from another thread. */
    private boolean mustWait(Interest interest) {
        Output requests = client.output();
        boolean hasInput = interest == Interest.READ && requests.isSendable();
        return interest != Interest.YIELD && !hasInput;
    }

    /** Returns false when the time is over. */
    private boolean awaitWakeUp(long endNanos) {
        try {
            boolean inTime = wakeUps.tryAcquire(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            wakeUps.drainPermits();
            return inTime;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private AssertionError failure(String message) {
        AssertionError error = new AssertionError(message);
        failures.all().forEach(error::addSuppressed);
        return error;
    }

    @Override
    public void close() {
        closed = true;
        client.abort();
        pump.abort();
    }
}
