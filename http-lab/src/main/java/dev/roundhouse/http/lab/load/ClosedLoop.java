package dev.roundhouse.http.lab.load;

import dev.roundhouse.http.lab.load.timing.NanoClock;

/** Closed loop: a connection sends its next request when it has the response, so a slow server gets fewer requests. */
final class ClosedLoop implements LoadModel {
    private boolean sending;

    @Override
    public void start(long nowNanos) {
        sending = true;
    }

    @Override
    public void onCapacity(ClientConnection clientConnection, long nowNanos) {
        if (sending) {
            clientConnection.enqueue(nowNanos, nowNanos);
        }
    }

    @Override
    public void dispatch() {
        // Requests are sent as soon as there is capacity.
    }

    @Override
    public long nextDue() {
        return NanoClock.NEVER;
    }

    @Override
    public void stop(long endNanos) {
        sending = false;
    }

    @Override
    public void abandonPending(long nowNanos) {
        // No request is due before it can be sent.
    }

    @Override
    public boolean hasPending() {
        return false;
    }
}
