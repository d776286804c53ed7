package dev.roundhouse.http.lab.load;

/** Closed loop: a connection sends its next request when it has the response, so a slow server gets fewer requests. */
final class ClosedLoop implements LoadModel {
    private boolean sending;

    @Override
    public void start(long now) {
        sending = true;
    }

    @Override
    public void onCapacity(ClientConnection clientConnection, long now) {
        if (sending) {
            clientConnection.enqueue(now, now);
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
    public void stop(long end) {
        sending = false;
    }

    @Override
    public void abandonPending(long now) {
        // No request is due before it can be sent.
    }

    @Override
    public boolean hasPending() {
        return false;
    }
}
