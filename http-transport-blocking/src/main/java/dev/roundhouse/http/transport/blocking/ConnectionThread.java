package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.Observer;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Scratch;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Wait;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;

/** What the thread of a connection does: pumps until the connection is over. */
final class ConnectionThread implements Runnable {
    /** Much, for one thread, before the others have their turn: {@link #weight} says of a run how much it was. */
    private static final int ENOUGH = 32;

    private final WatchedWire wire;
    private final Pump pump;
    private final Observer observer;
    private final ScratchPool scratches;
    private final Set<ConnectionThread> register;
    private final ThreadKind kind;

    /** Of the thread that drains. */
    private boolean dismissed;

    /** @param register where this connection stands while it is open */
    ConnectionThread(
            Connection connection,
            WatchedWire wire,
            Service service,
            SocketAddress peer,
            ScratchPool scratches,
            Set<ConnectionThread> register,
            ThreadKind kind) {
        this.wire = wire;
        this.pump = new Pump(connection, wire, service, peer, System::nanoTime);
        this.observer = service.observer();
        this.scratches = scratches;
        this.register = register;
        this.kind = kind;
    }

    @Override
    public void run() {
        try {
            Optional<Scratch> scratch = scratch();
            scratch.ifPresent(this::pump);
        } finally {
            pump.cut();
            register.remove(this);
        }
    }

    /** Nothing when there is no memory for buffers: then this connection cannot be served, the others can. */
    private Optional<Scratch> scratch() {
        try {
            return Optional.of(scratches.take());
        } catch (OutOfMemoryError outsideTheHeap) {
            observer.acceptFailed(new IOException("no buffers for another connection", outsideTheHeap));
            return Optional.empty();
        }
    }

    private void pump(Scratch scratch) {
        try {
            Wait wait = Wait.INPUT;
            int done = 0;
            while (wait != Wait.NOTHING) {
                wait = pump.run(scratch);
                done += weight(wait);
                if (done >= ENOUGH) {
                    done = 0;
                    kind.letOthersRun();
                }
            }
        } finally {
            scratches.giveBack(scratch);
        }
    }

    /** A run that ended with a wait for input counts, too: a peer that sends all the time makes nobody wait. */
    private static int weight(Wait wait) {
        return wait == Wait.TURN ? ENOUGH : 1;
    }

    void wakeIfLate(long now) {
        wire.wakeIfLate(now);
    }

    /** Ends it if it waits for a request. */
    void wakeIfIdle() {
        dismissed |= wire.wakeIfIdle();
    }

    void drain() {
        pump.drain();
        wakeIfIdle();
    }

    /** Whether it was told to end while it waited for a request: it will in a moment. */
    boolean isDismissed() {
        return dismissed;
    }

    /** The wire goes; the thread notices and cleans up. */
    void cut() {
        wire.cut();
    }
}
