package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.Pump;
import java.nio.channels.SelectionKey;

/** A connection of an event loop: sets the interest of its selection key to what its pump waits for. */
final class NioConnection implements Selectable {
    private static final int NO_INTEREST = 0;

    private final Pump pump;
    private int interest = SelectionKey.OP_READ;

    /** Whether it is in the run queue of the loop; it is never there twice. */
    private boolean queued;

    NioConnection(Pump pump) {
        this.pump = pump;
    }

    /** A queued connection is run when it is taken from the run queue, not also because its socket is ready. */
    @Override
    public void onReady(SelectionKey key, EventLoop loop) {
        if (interest == SelectionKey.OP_CONNECT && key.isConnectable()) {
            pump.markReset();
        }
        if (!queued) {
            run(key, loop);
        }
    }

    /** Runs the connection, which was taken from the run queue. */
    void runQueued(SelectionKey key, EventLoop loop) {
        queued = false;
        run(key, loop);
    }

    private void run(SelectionKey key, EventLoop loop) {
        Interest interest = pump.run(loop.buffers());
        switch (interest) {
            case READ -> setInterest(key, SelectionKey.OP_READ);
            case WRITE -> setInterest(key, SelectionKey.OP_WRITE);
            case READ_WRITE -> setInterest(key, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            // No interest in input: a level-triggered selector would report unread input again and again.
            case WAKE_UP -> setInterest(key, NO_INTEREST);
            case YIELD -> {
                queued = true;
                loop.reschedule(key);
            }
            case NONE -> loop.countClosedConnection();
        }
    }

    /** A change of interest costs a system call, so it is made only if the interest differs. */
    private void setInterest(SelectionKey key, int requested) {
        if (interest != requested) {
            interest = requested;
            key.interestOps(requested);
        }
    }

    /** Whether the selector reports nothing about the connection, which does not run either. */
    boolean isUnwatched() {
        return interest == NO_INTEREST && !queued;
    }

    /** Lets the next select report the connection if its socket has an error. */
    void beginProbe(SelectionKey key) {
        setInterest(key, SelectionKey.OP_CONNECT);
    }

    /** Ends the probe, unless the connection has run and waits for something else. */
    void endProbe(SelectionKey key) {
        if (interest == SelectionKey.OP_CONNECT) {
            setInterest(key, NO_INTEREST);
        }
    }

    /** Marks the connection as timed out if its deadline has passed; returns true if it has to be run then. */
    boolean timeOutIfDue(long nowNanos) {
        if (pump.deadline() > nowNanos) {
            return false;
        }
        pump.markTimedOut();
        return true;
    }

    void drain() {
        pump.drain();
    }

    boolean isBusy() {
        return pump.isBusy();
    }

    void abort() {
        pump.abort();
    }
}
