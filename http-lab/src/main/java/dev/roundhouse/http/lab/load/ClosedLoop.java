package dev.roundhouse.http.lab.load;

/** A connection asks again as soon as it was answered: so a slow server is asked less. */
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
        // All is sent when there is room.
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
        // Nothing is due before it can be sent.
    }

    @Override
    public boolean hasPending() {
        return false;
    }
}
