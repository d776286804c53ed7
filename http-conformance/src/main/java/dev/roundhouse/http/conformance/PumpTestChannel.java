package dev.roundhouse.http.conformance;

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
    private static final int TRIES = 100;

    private final FaultInjectingWire wire;
    private final Pump pump;
    private final IoBuffers scratch = new IoBuffers(4 << 10, 8 << 10);
    private final Semaphore wakeUps = new Semaphore(0);
    private Interest wait = Interest.TURN;

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
        this.pump = new Pump(service.protocol().accepted(0), wire, service, peer, () -> 0, wakeUps::release);
    }

    private Reply counted(Reply reply) {
        later += reply instanceof LaterReply ? 1 : 0;
        return reply;
    }

    @Override
    public void send(String octets) {
        wire.arrive(octets);
        run();
    }

    @Override
    public void end() {
        wire.endInput();
        run();
    }

    @Override
    public String receive() throws ReceiveTimeoutException {
        run();
        if (!wire.hasSaid() && !wire.isOutputEnded()) {
            throw new ReceiveTimeoutException();
        }
        return wire.said();
    }

    @Override
    public boolean isQuiet() {
        run();
        return !wire.hasSaid() && !wire.isOutputEnded();
    }

    /** The peer goes away without a word. */
    public void vanish() {
        pump.cut();
        wait = Interest.NOTHING;
    }

    /** How often the wire has been closed. */
    public int closes() {
        return wire.closes();
    }

    private void run() {
        int idle = 0;
        while (wait != Interest.NOTHING && idle < TRIES) {
            wait = pump.run(scratch);
            boolean waitsForNothingToCome = wait == Interest.INPUT && !wire.hasInput();
            if (later > 0 && (wait == Interest.REPLY || waitsForNothingToCome)) {
                wakeUps.acquireUninterruptibly();
                later--;
            }
            idle = waitsForNothingToCome ? idle + 1 : 0;
        }
    }
}
