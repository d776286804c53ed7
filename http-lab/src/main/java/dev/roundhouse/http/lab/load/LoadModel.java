package dev.roundhouse.http.lab.load;

/** Decides when the busy connections ask. */
sealed interface LoadModel permits ClosedLoop, OpenLoop {
    /** The time to send begins. */
    void start(long now);

    /** This wire can take a request; called whenever it can take one more. What is asked at once is not flushed yet. */
    void onCapacity(ClientConnection clientConnection, long now);

    /** Sends what is due by now. */
    void dispatch();

    /** When {@link #dispatch} will have something to do, as far as is known now. */
    long nextDue();

    /** Only what is due before that time is sent from now on. */
    void stop(long end);

    /** Gives up what was due and not sent. */
    void abandonPending(long now);

    /** Whether something was due before the end and has not been sent. */
    boolean hasPending();
}
