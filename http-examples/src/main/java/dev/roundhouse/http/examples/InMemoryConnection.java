package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.InMemoryLink;
import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.IoBuffers;
import dev.roundhouse.http.transport.Pump;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.SocketContext;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One connection: its link, its pump, and the loop of its thread. */
final class InMemoryConnection implements Runnable {
    private static final int BUFFER_BYTES = 16 << 10;

    /** Has a permit for each event since the thread began to wait. */
    private final Semaphore events = new Semaphore(0);

    private final InMemoryLink link;
    private final Pump pump;
    private volatile boolean isWaiting;
    private volatile boolean isBusy = true;
    private volatile boolean isAborted;

    InMemoryConnection(SocketAddress client, SocketAddress server, Service service) throws IOException {
        SocketContext context = new SocketContext(client, server, service.observer(), events::release);
        Connection connection = service.newConnection(context, System.nanoTime());
        this.link = new InMemoryLink(client, events::release);
        this.pump = new Pump(connection, link.wire(), service, client, System::nanoTime);
    }

    /** The client's end. */
    ClientChannel client() {
        return link.client();
    }

    @Override
    public void run() {
        try {
            IoBuffers buffers = new IoBuffers(BUFFER_BYTES, BUFFER_BYTES);
            Interest interest = Interest.YIELD;
            while (interest != Interest.NONE && !isAborted) {
                interest = pump.run(buffers);
                if (mustWait(interest)) {
                    awaitEvent();
                }
            }
        } finally {
            pump.abort();
        }
    }

    /** A run reads until there are no more bytes, and leaves the end of input for the next one. */
    private boolean mustWait(Interest interest) {
        return switch (interest) {
            case READ, READ_WRITE -> !link.hasInput();
            case WRITE, WAKE_UP -> true;
            case YIELD, NONE -> false;
        };
    }

    /** Waits for an event of any kind, since the pump may be run more often than needed, or until the deadline. */
    private void awaitEvent() {
        isBusy = pump.isBusy();
        isWaiting = true;
        if (!tryAcquire(pump.deadline())) {
            pump.markTimedOut();
        }
        events.drainPermits();
        isWaiting = false;
        isBusy = true;
    }

    /** Returns false if nothing has happened before the deadline. */
    private boolean tryAcquire(long deadlineNanos) {
        try {
            long nanos = deadlineNanos == Connection.NO_DEADLINE ? Long.MAX_VALUE : deadlineNanos - System.nanoTime();
            return events.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    /** Makes the request in progress the last one. */
    void drain() {
        pump.drain();
        events.release();
    }

    /** Closes the connection; its thread ends when it does not run a handler. */
    void abort() {
        isAborted = true;
        link.wire().close();
        events.release();
    }

    /** Whether it waits, and has taken note of a drain. */
    boolean isWaiting() {
        return isWaiting && !pump.isDrainPending();
    }

    /** Whether a request is in progress. */
    boolean isBusy() {
        return isBusy;
    }
}
