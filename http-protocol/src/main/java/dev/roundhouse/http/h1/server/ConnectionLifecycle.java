package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.OutputQueue;

/** The state of one connection, the one method that changes it, and the steps that close the connection. RFC 9112 §9.6 */
final class ConnectionLifecycle {
    private final ConnectionTimers timers;
    private final PendingInput input;
    private final OutputQueue output;

    private ReadState state = ReadState.IDLE;
    private boolean draining;
    private boolean lingers;

    ConnectionLifecycle(ConnectionTimers timers, PendingInput input, OutputQueue output) {
        this.timers = timers;
        this.input = input;
        this.output = output;
    }

    /** What is being read. */
    ReadState state() {
        return state;
    }

    /** The phase of {@link #state}. */
    Phase phase() {
        return state.phase();
    }

    /** Whether the next bytes belong to the head of a request. */
    boolean isReadingRequests() {
        return phase() == Phase.IDLE || phase() == Phase.READING_HEAD;
    }

    /** Whether this exchange waits for its reply. */
    boolean isHandling(Http1Exchange exchange) {
        return state == exchange;
    }

    /** Whether the response in progress is to be the last one. */
    boolean isDraining() {
        return draining;
    }

    /**
     * Changes the state.
     *
     * @throws IllegalStateException when {@link Phase#successors} does not allow it
     */
    void transitionTo(ReadState next) {
        state.phase().requireSuccessor(next.phase());
        state = next;
        timers.startPhase();
    }

    /** The upload is not ready: no bytes are received, and the timeouts of the peer do not run. */
    void pauseUpload() {
        timers.startPause();
    }

    /** The upload is ready: the timeouts of the peer start again. */
    void resumeUpload() {
        timers.startPhase();
    }

    /** Whether the connection waits for the handler: for a reply, or for an upload to be ready. */
    boolean isWaitingForHandler() {
        return state.phase() == Phase.HANDLING
                || (state instanceof ReadState.Receiving receiving
                        && receiving.body().isPaused());
    }

    /** The peer may be sending at the end: half-close then, and let it read the last response, instead of closing. */
    void lingerOnClose() {
        lingers = true;
    }

    /** The response is written, and the request has been read completely. */
    void completeExchange(boolean isLast) {
        boolean finish = isLast || draining || input.isExhausted();
        transitionTo(finish ? ReadState.FINISHING : ReadState.IDLE);
        closeIfFlushed();
    }

    /** Reads no further request, nor the rest of the one in progress, and closes when the output has been sent. */
    void startClosing() {
        lingers = true;
        transitionTo(ReadState.FINISHING);
        closeIfFlushed();
    }

    /** Makes the response in progress the last one. */
    void drain() {
        draining = true;
        if (phase() == Phase.DISCARDING) {
            // The response is written. What is left of the body is skipped while the connection lingers, and no longer.
            startClosing();
        } else {
            finishIfDrained();
        }
    }

    /**
     * Ends a draining connection that is between requests. The peer may not have read the last response yet, if it was sent
     * lately, and may be sending its next request: an immediate close would reset the connection and lose that response.
     */
    void finishIfDrained() {
        if (draining && phase() == Phase.IDLE && input.isEmpty()) {
            lingers |= !output.isEmpty() || (output.totalSent() > 0 && timers.hasSentLately());
            transitionTo(ReadState.FINISHING);
            closeIfFlushed();
        }
    }

    /** Closes, or half-closes, when the last response has been sent. */
    void closeIfFlushed() {
        if (phase() == Phase.FINISHING && output.isEmpty()) {
            boolean peerMaySend = !input.hasEnded() && (lingers || !input.isEmpty());
            input.clear();
            transitionTo(peerMaySend ? ReadState.LINGERING : ReadState.CLOSED);
        }
    }
}
