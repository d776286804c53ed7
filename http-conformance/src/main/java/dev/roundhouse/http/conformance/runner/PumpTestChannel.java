package dev.roundhouse.http.conformance.runner;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;

/** A line to a pump, over a wire that behaves badly. */
public final class PumpTestChannel implements TestChannel {
    /** So often a wire may say "not now" in a row, before it is believed that nothing will come of it. */
    private static final int MAX_IDLE_ROUNDS = 100;

    private final FaultInjectingWire wire;
    private final Pump pump;
    private final IoBuffers buffers = new IoBuffers(4 << 10, 8 << 10);
    private final Semaphore wakeUps = new Semaphore(0);
    private Interest interest = Interest.YIELD;

    /** Replies that come later, each of which wakes this line once. */
    private int later;

    /**
     * A new connection.
     *
     * @param seed of the wire's moods
     * @param mostAtOnce octets that pass in one call at the most
     */
    public PumpTestChannel(Handler handler, long seed, int mostAtOnce) {
        this.wire = new FaultInjectingWire(seed, mostAtOnce);
        Service service = Service.of(request -> counted(handler.handle(request)));
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        this.pump =
                new Pump(service.connectionFactory().newConnection(0), wire, service, peer, () -> 0, wakeUps::release);
    }

    private Reply counted(Reply reply) {
        later += reply instanceof LaterReply ? 1 : 0;
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

    /** The peer goes away without a word. */
    public void disconnect() {
        pump.abort();
        interest = Interest.NONE;
    }

    /** How often the wire has been closed. */
    public int closeCount() {
        return wire.closeCount();
    }

    private void run() {
        int idle = 0;
        while (interest != Interest.NONE && idle < MAX_IDLE_ROUNDS) {
            interest = pump.run(buffers);
            boolean waitsForNothingToCome = interest == Interest.READ && !wire.hasInput();
            if (later > 0 && (interest == Interest.REPLY || waitsForNothingToCome)) {
                wakeUps.acquireUninterruptibly();
                later--;
            }
            idle = waitsForNothingToCome ? idle + 1 : 0;
        }
    }
}
