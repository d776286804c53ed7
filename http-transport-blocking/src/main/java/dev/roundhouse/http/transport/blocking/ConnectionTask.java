package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** What the thread of a connection does: pumps until the connection is over. */
final class ConnectionTask implements Runnable {
    /** Much, for one thread, before the others have their turn: {@link #weight} says of a run how much it was. */
    private static final int ENOUGH = 32;

    private final WatchedWire wire;
    private final Pump pump;
    private final TransportObserver observer;
    private final IoBufferPool bufferPool;
    private final Set<ConnectionTask> openConnections;
    private final ThreadKind kind;
    private final Executor threads;

    /** For the thread that waits for a reply. */
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean cut;

    /** Present while its thread runs. Of the holder of the wire's lock. */
    private Optional<IoBuffers> scratch = Optional.empty();

    private volatile boolean draining;

    /** Whether another thread has ended it while it waited for input: its own will see that in a moment. */
    private volatile boolean shutdownRequested;

    /** @param register where this connection stands while it is open */
    ConnectionTask(
            Connection connection,
            SocketChannel channel,
            Permit permit,
            Service service,
            IoBufferPool bufferPool,
            Set<ConnectionTask> register,
            ThreadKind kind,
            Executor threads)
            throws IOException {
        this.wire = new WatchedWire(channel, permit, connection, this::hasOrders);
        this.pump = new Pump(connection, wire, service, channel.getRemoteAddress(), System::nanoTime, wakeUps::release);
        this.observer = service.observer();
        this.bufferPool = bufferPool;
        this.openConnections = register;
        this.kind = kind;
        this.threads = threads;
    }

    private boolean hasOrders() {
        return pump.hasOrders();
    }

    @Override
    public void run() {
        wire.lock();
        try {
            scratch = takeScratch();
            scratch.ifPresent(this::pump);
        } finally {
            scratch = Optional.empty();
            pump.abort();
            wire.unlock();
            openConnections.remove(this);
        }
    }

    /** Nothing when there is no memory for buffers: then this connection cannot be served, the others can. */
    private Optional<IoBuffers> takeScratch() {
        try {
            return Optional.of(bufferPool.acquire());
        } catch (OutOfMemoryError outsideTheHeap) {
            observer.acceptFailed(new IOException("cannot allocate buffers for a new connection", outsideTheHeap));
            return Optional.empty();
        }
    }

    private void pump(IoBuffers buffers) {
        try {
            Interest interest = Interest.READ;
            long done = 0;
            while (interest != Interest.NONE && !cut) {
                interest = pump.run(buffers);
                if (interest == Interest.REPLY) {
                    awaitWakeUp();
                }
                done += weight(interest);
                if (done >= ENOUGH) {
                    done = 0;
                    kind.letOthersRun();
                }
            }
        } finally {
            bufferPool.release(buffers);
        }
    }

    /** Waits for a reply that another thread completes, or for the end. */
    private void awaitWakeUp() {
        wakeUps.acquireUninterruptibly();
        wakeUps.drainPermits();
    }

    /** A run that ended with a wait for input counts, too, and what it read: a peer that sends all the time makes nobody wait. */
    private long weight(Interest interest) {
        return interest == Interest.YIELD ? ENOUGH : 1 + (pump.bytesRead() >> 10);
    }

    /** Ends a wait that is over. Of the watchdog. */
    void endWaitIfLate(long now) {
        if (wire.isWriteLate(now)) {
            wire.abort();
        } else if (wire.isIdleTooLong(now)) {
            expire();
        } else if (wire.isReadLate(now)) {
            // The peer is told why, and to write can take a while: then it is this connection's time, not the
            // watchdog's.
            inThreadOfItsOwn(this::expire);
        }
    }

    private void inThreadOfItsOwn(Runnable task) {
        try {
            threads.execute(task);
        } catch (OutOfMemoryError | RejectedExecutionException noThread) {
            abort();
        }
    }

    private void expire() {
        whileItWaits(pump::markTimedOut);
    }

    /** Finishes what is open and promises no more. From any thread. */
    void drain() {
        draining = true;
        pump.drain();
        whileItWaits(() -> {});
    }

    /** Does something, and what follows from it, unless the connection is in use: then its own thread sees to it. */
    private void whileItWaits(Runnable order) {
        if (!wire.tryLock()) {
            return;
        }
        try {
            if (scratch.isPresent()) {
                order.run();
                pump.runWithoutReading(scratch.get());
                shutdownRequested = draining && !pump.isBusy();
                wire.showReadDeadline();
            }
        } finally {
            wire.unlock();
        }
    }

    /** Whether nothing is left to be done for it but to wait for its peer: it was told to end while it was idle. */
    boolean isShutdownRequested() {
        return shutdownRequested;
    }

    /** Whether its end would cut something off. */
    boolean isBusy() {
        if (shutdownRequested) {
            return false;
        }
        if (!wire.tryLock()) {
            return true;
        }
        try {
            return pump.isBusy();
        } finally {
            wire.unlock();
        }
    }

    /** The wire goes; the thread notices and cleans up. */
    void abort() {
        cut = true;
        wire.abort();
        wakeUps.release();
    }
}
