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
import java.util.concurrent.Semaphore;

/** What the thread of a connection does: pumps until the connection is over. */
final class ConnectionThread implements Runnable {
    /**
     * After so many runs other connections have their turn, also when each run ended with a wait for input: a peer that
     * sends all the time makes nobody wait.
     */
    private static final int RUNS = 16;

    private final WatchedWire wire;
    private final Pump pump;
    private final Observer observer;
    private final ScratchPool scratches;
    private final Set<ConnectionThread> register;
    private final ThreadKind kind;

    /** For the thread that waits for a reply. */
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean cut;

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
        this.pump = new Pump(connection, wire, service, peer, System::nanoTime, wakeUps::release);
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
            for (int run = 1; wait != Wait.NOTHING && !cut; run++) {
                if (wait == Wait.TURN || run % RUNS == 0) {
                    kind.yieldToOthers();
                }
                wait = pump.run(scratch);
                if (wait == Wait.REPLY) {
                    awaitWakeUp();
                }
            }
        } finally {
            scratches.giveBack(scratch);
        }
    }

    /** Waits for a reply that another thread completes, or for the end. */
    private void awaitWakeUp() {
        wakeUps.acquireUninterruptibly();
        wakeUps.drainPermits();
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
        cut = true;
        wire.cut();
        wakeUps.release();
    }
}
