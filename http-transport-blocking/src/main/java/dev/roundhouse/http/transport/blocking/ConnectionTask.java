package dev.roundhouse.http.transport.blocking;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.transport.ConnectionLimiter.Permit;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.SocketContext;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The task of a connection's thread: runs the pump until the connection is closed. */
final class ConnectionTask implements Runnable {
    /** The sum of {@link #weight}s after which a thread yields to others. */
    private static final int MAX_WEIGHT = 32;

    private static final long LOCK_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final WatchedWire wire;
    private final Pump pump;
    private final TransportObserver observer;
    private final IoBufferPool bufferPool;
    private final Set<ConnectionTask> openConnections;
    private final ThreadKind kind;
    private final Executor executor;

    /** Permits for the thread that waits for a wake-up. */
    private final Semaphore wakeUps = new Semaphore(0);

    /** Whether another thread is about to run the connection. */
    private final AtomicBoolean runRequested = new AtomicBoolean();

    private volatile boolean aborted;

    /** Present while the thread runs. Guarded by the lock of the wire. */
    private Optional<IoBuffers> buffers = Optional.empty();

    private volatile boolean draining;

    /** Whether another thread has shut the connection down while its own waited for input; that one is about to notice. */
    private volatile boolean shutdownRequested;

    /** @param openConnections contains this connection while it is open */
    ConnectionTask(
            SocketChannel channel,
            Permit permit,
            Service service,
            IoBufferPool bufferPool,
            Set<ConnectionTask> openConnections,
            ThreadKind kind,
            Executor executor)
            throws IOException {
        ConnectionContext context =
                SocketContext.of(channel, service.observer(), this::wakeUp, LimitedComputations.OF_PROCESS);
        Connection connection = service.newConnection(context, System.nanoTime());
        this.wire = new WatchedWire(channel, permit, connection, this::hasPendingSignals);
        this.pump = new Pump(connection, wire, service, channel.getRemoteAddress(), System::nanoTime);
        this.observer = service.observer();
        this.bufferPool = bufferPool;
        this.openConnections = openConnections;
        this.kind = kind;
        this.executor = executor;
    }

    private boolean hasPendingSignals() {
        return pump.isDrainPending() || wakeUps.availablePermits() > 0;
    }

    /**
     * What the connection waits for may have come. Its thread may wait for input meanwhile, as for an upload whose response does
     * not need the rest of the body; then another thread runs the connection, because a write can block.
     */
    private void wakeUp() {
        wakeUps.release();
        runInOtherThreadIfBusy();
    }

    /** Does nothing while the connection is in use: then its user sees the permits when it is done. */
    private void runInOtherThreadIfBusy() {
        if (wire.tryLock()) {
            boolean busy = buffers.isPresent() && pump.isBusy();
            wire.unlock();
            // One thread is enough, however often the connection is woken up before it runs.
            if (busy && runRequested.compareAndSet(false, true)) {
                runInOtherThread(this::runRequested);
            }
        }
    }

    private void runRequested() {
        runRequested.set(false);
        runWhileReadBlocks(() -> {});
    }

    @Override
    public void run() {
        wire.lock();
        try {
            buffers = acquireBuffers();
            buffers.ifPresent(this::pump);
        } finally {
            buffers = Optional.empty();
            pump.abort();
            wire.unlock();
            openConnections.remove(this);
        }
    }

    /** Empty if there is no memory for buffers: this connection cannot be served, the others can. */
    private Optional<IoBuffers> acquireBuffers() {
        try {
            return Optional.of(bufferPool.acquire());
        } catch (OutOfMemoryError outsideTheHeap) {
            observer.acceptFailed(new IOException("cannot allocate buffers for a new connection", outsideTheHeap));
            return Optional.empty();
        }
    }

    private void pump(IoBuffers lent) {
        try {
            Interest interest = Interest.READ;
            long weight = 0;
            while (interest != Interest.NONE) {
                // This run sees why they were released. They must not add up while the thread never waits.
                wakeUps.drainPermits();
                if (aborted) {
                    // Checked after that, since an abort also releases a permit.
                    break;
                }
                if (pump.deadline() <= System.nanoTime()) {
                    // The watchdog sees it only while the thread waits.
                    pump.markTimedOut();
                }
                interest = pump.run(lent);
                if (interest == Interest.WAKE_UP) {
                    awaitWakeUp();
                }
                weight += weight(interest);
                if (weight >= MAX_WEIGHT) {
                    weight = 0;
                    kind.letOthersRun();
                }
            }
        } finally {
            bufferPool.release(lent);
        }
    }

    /** Waits until another thread has woken up or aborted the connection, or the deadline of the connection has passed. */
    private void awaitWakeUp() {
        long deadlineNanos = pump.deadline();
        if (deadlineNanos == Connection.NO_DEADLINE) {
            wakeUps.acquireUninterruptibly();
        } else if (!tryAcquire(deadlineNanos - System.nanoTime())) {
            pump.markTimedOut();
        }
    }

    /** Returns false when there was no wake-up within that time. The thread is not interrupted: it belongs to the transport. */
    private boolean tryAcquire(long timeoutNanos) {
        try {
            return wakeUps.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    /** Runs that end with a wait for input count by what they read, since a peer that sends all the time never lets it block. */
    private long weight(Interest interest) {
        return interest == Interest.YIELD ? MAX_WEIGHT : 1 + (pump.bytesRead() >> 10);
    }

    /** Ends a call that has exceeded its timeout. Called by the watchdog. */
    void timeOutIfDue(long nowNanos) {
        if (wire.isWriteDue(nowNanos)) {
            wire.resetOnClose();
            wire.abort();
        } else if (wire.isIdleDue(nowNanos)) {
            expire();
        } else if (wire.isReadDue(nowNanos)) {
            // A response (408) or a closing message is sent by another thread, because the write can block.
            runInOtherThread(this::expire);
        }
    }

    private void runInOtherThread(Runnable task) {
        try {
            executor.execute(task);
        } catch (OutOfMemoryError | RejectedExecutionException noThread) {
            abort();
        }
    }

    private void expire() {
        runWhileReadBlocks(pump::markTimedOut);
    }

    /** Completes the request in progress and accepts no further one. May be called from any thread. */
    void drain() {
        draining = true;
        pump.drain();
        if (wire.endsSilently()) {
            runWhileReadBlocks(() -> {});
        } else {
            runInOtherThread(() -> runWhileReadBlocks(() -> {}));
        }
    }

    /** Runs an action and the pump if the thread of the connection waits for input; otherwise that thread does it. */
    private void runWhileReadBlocks(Runnable action) {
        if (!wire.tryLock()) {
            return;
        }
        Interest interest = Interest.NONE;
        try {
            if (buffers.isPresent()) {
                wakeUps.drainPermits();
                action.run();
                interest = pump.runWithoutReading(buffers.get());
                shutdownRequested = draining && !pump.isBusy();
                wire.publishReadDeadline();
            }
        } finally {
            wire.unlock();
        }
        if (interest == Interest.YIELD || wakeUps.availablePermits() > 0) {
            // Another run is due, and the thread of the connection does not see it while it is blocked in the read.
            runInOtherThreadIfBusy();
        }
    }

    /**
     * Whether a request is in progress. A thread that has just sent a response uses the connection for a moment longer.
     *
     * @param endNanos when a connection that its thread still uses is busy
     */
    boolean isBusy(long endNanos) {
        if (shutdownRequested) {
            return false;
        }
        while (!wire.tryLock()) {
            if (System.nanoTime() - endNanos >= 0) {
                return true;
            }
            LockSupport.parkNanos(LOCK_POLL_NANOS);
        }
        try {
            return pump.isBusy();
        } finally {
            wire.unlock();
        }
    }

    /** Closes the wire; the thread of the connection then cleans up. */
    void abort() {
        aborted = true;
        wire.abort();
        wakeUps.release();
    }
}
