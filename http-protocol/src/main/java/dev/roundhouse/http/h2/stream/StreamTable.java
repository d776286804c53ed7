package dev.roundhouse.http.h2.stream;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The streams of a connection that are not closed, by their numbers: a hash table with open addressing, which needs no object for an
 * entry. Numbers of streams follow each other, so they rarely collide.
 *
 * @param <S> the type of the streams
 */
public final class StreamTable<S> {
    private static final int INITIAL_CAPACITY = 8;

    private int[] ids = new int[INITIAL_CAPACITY];
    private Object[] streams = new Object[INITIAL_CAPACITY];
    private int size;

    /** The number of streams. */
    public int size() {
        return size;
    }

    /** The stream of that number; null if there is none. */
    @SuppressWarnings("unchecked") // Only put() stores streams.
    public S get(int id) {
        return (S) streams[indexOf(id)];
    }

    /** The index of the stream, or of the free entry where it would be. */
    private int indexOf(int id) {
        int mask = ids.length - 1;
        int index = id >>> 1 & mask;
        while (streams[index] != null && ids[index] != id) {
            index = index + 1 & mask;
        }
        return index;
    }

    /** Adds a stream whose number is not in use. */
    public void put(int id, S stream) {
        if (2 * ++size > ids.length) {
            resize(2 * ids.length);
        }
        set(indexOf(id), id, stream);
    }

    private void set(int index, int id, Object stream) {
        ids[index] = id;
        streams[index] = stream;
    }

    private void resize(int capacity) {
        int[] oldIds = ids;
        Object[] oldStreams = streams;
        ids = new int[capacity];
        streams = new Object[capacity];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldStreams[i] != null) {
                set(indexOf(oldIds[i]), oldIds[i], oldStreams[i]);
            }
        }
    }

    /** Removes a stream; does nothing if there is none of that number. */
    public void remove(int id) {
        int free = indexOf(id);
        if (streams[free] == null) {
            return;
        }
        size--;
        streams[free] = null;
        int mask = ids.length - 1;
        // Entries that were moved past the one that is now free are moved back, or they could not be found.
        for (int index = free + 1 & mask; streams[index] != null; index = index + 1 & mask) {
            Object moved = streams[index];
            streams[index] = null;
            set(indexOf(ids[index]), ids[index], moved);
        }
    }

    /** Passes on all streams, which the receiver may remove. */
    @SuppressWarnings("unchecked") // Only put() stores streams.
    public void forEach(Consumer<? super S> receiver) {
        if (size == 0) {
            return;
        }
        for (Object stream : Arrays.copyOf(streams, streams.length)) {
            if (stream != null) {
                receiver.accept((S) stream);
            }
        }
    }

    /**
     * The earliest of the deadlines of all streams.
     *
     * @param latest if there is no earlier one
     */
    @SuppressWarnings("unchecked") // Only put() stores streams.
    public long earliest(ToLongFunction<? super S> deadline, long latest) {
        long earliest = latest;
        for (int i = 0; i < streams.length && size > 0; i++) {
            if (streams[i] != null) {
                earliest = Math.min(earliest, deadline.applyAsLong((S) streams[i]));
            }
        }
        return earliest;
    }
}
