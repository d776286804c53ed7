package dev.roundhouse.http.h2.stream;

import java.util.Arrays;

/**
 * The streams that were reset lately, and by whom: that decides what a frame means that was on its way. RFC 9113 §5.1. The oldest are
 * forgotten.
 */
public final class ResetStreams {
    /** A peer that makes this side reset more at a time has used its {@link Budget}. */
    private static final int CAPACITY = 1 << 10;

    private static final int[] NONE = {};

    /** The numbers; those that this side has reset are negative. */
    private int[] ring = NONE;

    private int next;

    /** Records a stream. */
    public void add(int id, boolean byUs) {
        if (next == ring.length && ring.length < CAPACITY) {
            ring = Arrays.copyOf(ring, Math.max(4, 2 * ring.length));
        }
        next %= ring.length;
        ring[next++] = byUs ? -id : id;
    }

    /** Whether this side has reset the stream: what the peer sent before it noticed is ignored. */
    public boolean isResetByUs(int id) {
        return contains(-id);
    }

    /** Whether the peer has reset the stream. */
    public boolean isResetByPeer(int id) {
        return contains(id);
    }

    private boolean contains(int signedId) {
        for (int entry : ring) {
            if (entry == signedId) {
                return true;
            }
        }
        return false;
    }
}
