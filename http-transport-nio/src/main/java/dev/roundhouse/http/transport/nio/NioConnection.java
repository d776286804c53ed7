package dev.roundhouse.http.transport.nio;

import dev.roundhouse.http.transport.Interest;
import dev.roundhouse.http.transport.Pump;
import java.nio.channels.SelectionKey;

/** A connection on its loop: turns what its pump waits for into the interest of its key. */
final class NioConnection implements Selectable {
    private static final int NO_INTEREST = 0;

    private final Pump pump;
    private int interest = SelectionKey.OP_READ;

    /** Whether it waits in the loop's run queue: it is there once, whatever else is reported of it meanwhile. */
    private boolean queued;

    NioConnection(Pump pump) {
        this.pump = pump;
    }

    /** A connection that is queued is run when the queue comes to it, and not also because its socket is ready. */
    @Override
    public void onReady(SelectionKey key, EventLoop loop) {
        if (!queued) {
            run(key, loop);
        }
    }

    /** The run queue has come to it. */
    void takeTurn(SelectionKey key, EventLoop loop) {
        queued = false;
        run(key, loop);
    }

    private void run(SelectionKey key, EventLoop loop) {
        Interest interest = pump.run(loop.buffers());
        switch (interest) {
            case READ -> setInterest(key, SelectionKey.OP_READ);
            case WRITE -> setInterest(key, SelectionKey.OP_WRITE);
            // A level-triggered selector reports input that nobody reads yet again and again, so there is no interest
            // in it.
            case REPLY -> setInterest(key, NO_INTEREST);
            case YIELD -> {
                queued = true;
                loop.reschedule(key);
            }
            case NONE -> loop.connectionClosed();
        }
    }

    /** Changing the interest costs a system call, so it is only done when it differs. */
    private void setInterest(SelectionKey key, int requested) {
        if (interest != requested) {
            interest = requested;
            key.interestOps(requested);
        }
    }

    /** Lets go of a connection whose time is over; true when it has to be run. */
    boolean timeOutIfDue(long now) {
        if (pump.deadline() > now) {
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
