package dev.roundhouse.http.h2.stream;

/**
 * The states of a stream, without those of pushed ones. RFC 9113 §5.1
 *
 * <pre>
 *                 HEADERS          END_STREAM received
 *          IDLE -----------&gt; OPEN ----------------------&gt; HALF_CLOSED_REMOTE
 *                             |  \                               |
 *             END_STREAM sent |   \ RST_STREAM                   | END_STREAM sent, RST_STREAM
 *                             v    v                             v
 *              HALF_CLOSED_LOCAL -------------------------&gt;   CLOSED
 *                        END_STREAM received, RST_STREAM
 * </pre>
 */
public enum StreamState {
    /** Not opened. */
    IDLE,
    /** Both sides send. */
    OPEN,
    /** The peer has sent the end of its message. */
    HALF_CLOSED_REMOTE,
    /** This side has sent the end of its message. */
    HALF_CLOSED_LOCAL,
    /** Both messages have ended, or the stream was reset. */
    CLOSED;

    /** Whether a state may follow this one. */
    public boolean hasSuccessor(StreamState next) {
        return switch (this) {
            case IDLE -> next == OPEN || next == HALF_CLOSED_REMOTE || next == HALF_CLOSED_LOCAL;
            case OPEN -> next == HALF_CLOSED_REMOTE || next == HALF_CLOSED_LOCAL || next == CLOSED;
            case HALF_CLOSED_REMOTE, HALF_CLOSED_LOCAL -> next == CLOSED;
            case CLOSED -> false;
        };
    }

    /**
     * Requires that a state may follow this one.
     *
     * @throws IllegalStateException when it may not
     */
    public void requireSuccessor(StreamState next) {
        if (!hasSuccessor(next)) {
            throw new IllegalStateException("illegal transition of a stream: " + this + " to " + next);
        }
    }

    /** Whether the peer may send HEADERS and DATA. */
    public boolean isOpenForPeer() {
        return this == OPEN || this == HALF_CLOSED_LOCAL;
    }

    /** Whether this side may send HEADERS and DATA. */
    public boolean isOpenForUs() {
        return this == OPEN || this == HALF_CLOSED_REMOTE;
    }

    /** The state after the peer has sent the end of its message. */
    public StreamState afterEndReceived() {
        return this == OPEN ? HALF_CLOSED_REMOTE : CLOSED;
    }

    /** The state after this side has sent the end of its message. */
    public StreamState afterEndSent() {
        return this == OPEN ? HALF_CLOSED_LOCAL : CLOSED;
    }
}
