package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.SocketContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A channel to a pump over a fault-injecting wire. */
final class PumpTestChannel implements TestChannel {
    /** Number of consecutive reads without progress after which the pump is considered idle. */
    private static final int MAX_IDLE_ROUNDS = 100;

    private final FaultInjectingWire wire;
    private final Pump pump;
    private final IoBuffers buffers = new IoBuffers(4 << 10, 8 << 10);
    private final Semaphore wakeUps = new Semaphore(0);
    private final List<IllegalStateException> violations = new ArrayList<>();
    private Interest interest = Interest.YIELD;

    /** Deferred replies, each of which wakes the pump once. */
    private int laterReplies;

    /** Creates a connection.
     *
     * @param seed for the faults of the wire
     * @param maxTransferBytes maximum number of bytes per call
     */
    PumpTestChannel(Handler handler, long seed, int maxTransferBytes) {
        this(Service::of, handler, seed, maxTransferBytes);
    }

    /** Creates a connection to a service with other versions of HTTP. */
    PumpTestChannel(Function<Handler, Service> services, Handler handler, long seed, int maxTransferBytes) {
        this.wire = new FaultInjectingWire(seed, maxTransferBytes);
        Service service = services.apply(request -> counted(handler.handle(request)));
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        SocketContext context = new SocketContext(peer, peer, service.observer(), wakeUps::release);
        // The pump catches what a connection throws.
        Connection connection = new CheckedConnection(
                service.connectionFactory().newConnection(context, 0), violation -> violations.add(violation));
        this.pump = new Pump(connection, wire, service, peer, () -> 0);
    }

    private Reply counted(Reply reply) {
        laterReplies += reply instanceof LaterReply ? 1 : 0;
        return reply;
    }

    @Override
    public void send(String bytes) {
        wire.deliver(bytes);
        run();
    }

    @Override
    public void shutdownOutput() {
        wire.closeInput();
        run();
    }

    @Override
    public String receive() throws ReceiveTimeoutException {
        run();
        if (!wire.hasOutput() && !wire.isOutputEnded()) {
            throw new ReceiveTimeoutException();
        }
        return wire.takeOutput();
    }

    @Override
    public boolean isIdle() {
        run();
        return !wire.hasOutput() && !wire.isOutputEnded();
    }

    /** Aborts the connection without notice. */
    void disconnect() {
        pump.abort();
        interest = Interest.NONE;
    }

    /** How many times the wire has been closed. */
    int closeCount() {
        return wire.closeCount();
    }

    private void run() {
        runUntilIdle();
        if (!violations.isEmpty()) {
            throw violations.get(0);
        }
    }

    private void runUntilIdle() {
        int idle = 0;
        while (interest != Interest.NONE && idle < MAX_IDLE_ROUNDS) {
            interest = pump.run(buffers);
            boolean waitsForInput = interest == Interest.READ && !wire.hasInput();
            if (laterReplies > 0 && (interest == Interest.WAKE_UP || waitsForInput)) {
                wakeUps.acquireUninterruptibly();
                laterReplies--;
            }
            idle = waitsForInput ? idle + 1 : 0;
        }
    }
}
