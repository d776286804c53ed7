package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.h2.stream.ResetStreams;
import dev.roundhouse.http.h2.stream.StreamTable;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** The streams of a client: those that are open, and those that wait because the server allows no more. RFC 9113 §5.1 */
final class ClientStreams {
    /** Until the settings of the server are known: what RFC 9113 §6.5.2 recommends servers to allow at least. */
    private static final long MAX_BEFORE_SETTINGS = 100;

    private final StreamTable<ClientStream> open = new StreamTable<>();
    private final ArrayDeque<ClientStream> waiting = new ArrayDeque<>(4);
    private final ResetStreams resets = new ResetStreams();
    private long maxStreams = MAX_BEFORE_SETTINGS;
    private int lastId = -1;

    /** The stream if it is open; null otherwise. */
    ClientStream get(int id) {
        return open.get(id);
    }

    int size() {
        return open.size();
    }

    void setMaxStreams(long count) {
        maxStreams = count;
    }

    /** The number of streams that can be opened now. */
    long free() {
        return Math.max(0, maxStreams - open.size());
    }

    /** Whether there is a number left for another stream. RFC 9113 §5.1.1 */
    boolean hasNumber() {
        return lastId < Integer.MAX_VALUE - 2L * waiting.size();
    }

    /** Whether the stream has not been opened. Those of a server never are, because it must not push. */
    boolean isIdle(int id) {
        return id % 2 == 0 || id > lastId;
    }

    ResetStreams resets() {
        return resets;
    }

    void enqueue(ClientStream stream) {
        waiting.add(stream);
    }

    /** Removes the first stream that waits, if it can be opened now; null otherwise. */
    ClientStream takeOpenable() {
        return free() > 0 ? waiting.poll() : null;
    }

    int nextId() {
        lastId += 2;
        return lastId;
    }

    void add(ClientStream stream) {
        open.put(stream.id(), stream);
    }

    /** Removes a stream, open or not. */
    void remove(ClientStream stream) {
        if (stream.id() == 0) {
            waiting.remove(stream);
        } else {
            open.remove(stream.id());
        }
    }

    void forEachOpen(Consumer<? super ClientStream> action) {
        open.forEach(action);
    }

    /** Removes those that wait, and passes them on. */
    void drainWaiting(Consumer<? super ClientStream> action) {
        for (ClientStream next = waiting.poll(); next != null; next = waiting.poll()) {
            action.accept(next);
        }
    }
}
