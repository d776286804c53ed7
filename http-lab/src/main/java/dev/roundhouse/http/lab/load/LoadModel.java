package dev.roundhouse.http.lab.load;

/** Load model: decides when requests are sent (open or closed loop). */
sealed interface LoadModel permits ClosedLoop, OpenLoop, PageLoop {
    /** Starts sending. */
    void start(long nowNanos);

    /** Called whenever a connection can take one more request. A request that is enqueued here is flushed by the caller. */
    void onCapacity(ClientConnection clientConnection, long nowNanos);

    /** Sends all requests that are due. */
    void dispatch();

    /** The next time when {@link #dispatch} has something to do. */
    long nextDue();

    /** Stops sending: only requests due before this time are still sent. */
    void stop(long endNanos);

    /** Records requests that were due but not sent. */
    void abandonPending(long nowNanos);

    /** Whether a request due before the end has not been sent. */
    boolean hasPending();
}
