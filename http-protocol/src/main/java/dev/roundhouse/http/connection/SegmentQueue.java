package dev.roundhouse.http.connection;

import java.util.Arrays;

/**
 * The segments of an {@link OutputQueue}, first in, first out: a ring in an array. Unlike a deque it is read by index, so that
 * no iterator is created each time that output is shown.
 */
final class SegmentQueue {
    /** A power of two, as each length of the array is. */
    private static final int INITIAL_CAPACITY = 4;

    private OutputSegment[] ring = new OutputSegment[INITIAL_CAPACITY];
    private int head;
    private int size;

    /** The number of segments. */
    int size() {
        return size;
    }

    /** Whether there is no segment. */
    boolean isEmpty() {
        return size == 0;
    }

    /** The segment at this position, from 0. */
    OutputSegment get(int position) {
        return ring[(head + position) & (ring.length - 1)];
    }

    /** The first segment; null when there is none. */
    OutputSegment first() {
        return ring[head];
    }

    /** Adds a segment at the end. */
    void add(OutputSegment segment) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size) & (ring.length - 1)] = segment;
        size++;
    }

    private void grow() {
        OutputSegment[] larger = Arrays.copyOfRange(ring, head, head + 2 * ring.length);
        System.arraycopy(ring, 0, larger, ring.length - head, head);
        ring = larger;
        head = 0;
    }

    /** Removes the first segment and returns it; null when there is none. */
    OutputSegment removeFirst() {
        OutputSegment first = ring[head];
        if (first != null) {
            ring[head] = null;
            head = (head + 1) & (ring.length - 1);
            size--;
        }
        return first;
    }
}
