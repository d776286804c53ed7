package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.h2.stream.Priority;
import dev.roundhouse.http.h2.stream.ResetStreams;
import dev.roundhouse.http.h2.stream.StreamTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The streams of a client: which are open, which were, and which have not been opened yet. RFC 9113 §5.1 */
final class ServerStreams {
    private final StreamTable<Http2Stream> open = new StreamTable<>();
    private final ResetStreams resets = new ResetStreams();
    private final int maxStreams;

    /** The priorities of streams that are still to be opened; null until there is one. RFC 9218 §7.1 */
    private Map<Integer, Priority> early;

    private int lastId;

    /** Those that were opened later are ignored. */
    private int lastAcceptedId = Integer.MAX_VALUE;

    ServerStreams(int maxStreams) {
        this.maxStreams = maxStreams;
    }

    /** The stream if it is open; null otherwise. */
    Http2Stream get(int id) {
        return open.get(id);
    }

    int size() {
        return open.size();
    }

    /** Whether another stream would be one too many. */
    boolean isFull() {
        return open.size() >= maxStreams;
    }

    /** Whether the stream has not been opened yet. Those of a server never are. */
    boolean isIdle(int id) {
        return id % 2 == 0 || id > lastId;
    }

    /** Whether frames on a closed stream are ignored: they may have been sent before the client was notified. */
    boolean isIgnored(int id) {
        return id > lastAcceptedId || resets.isResetByUs(id);
    }

    ResetStreams resets() {
        return resets;
    }

    /** The number of the last stream that was accepted. */
    int lastAcceptedId() {
        return Math.min(lastId, lastAcceptedId);
    }

    /** A stream is opened, and those before it that are idle are closed. RFC 9113 §5.1.1 */
    void advanceTo(int id) {
        lastId = id;
    }

    void add(Http2Stream stream) {
        open.put(stream.id(), stream);
        Priority changed = early == null ? null : early.remove(stream.id());
        if (changed != null) {
            stream.sender().setPriority(changed);
        }
    }

    void remove(Http2Stream stream) {
        open.remove(stream.id());
    }

    /** No further streams are accepted. */
    void stopAccepting() {
        lastAcceptedId = lastAcceptedId();
    }

    /** Changes a priority, also of a stream that is still to be opened. Those of more streams than may be open are dropped. */
    void updatePriority(int id, String value) {
        Http2Stream stream = open.get(id);
        if (stream != null) {
            stream.sender().setPriority(Priority.parse(value));
        } else if (isIdle(id)) {
            early = early == null ? new LinkedHashMap<>() : early;
            early.keySet().removeIf(opened -> opened <= lastId);
            if (early.size() < maxStreams || early.containsKey(id)) {
                early.put(id, Priority.parse(value));
            }
        }
    }

    /** Cancels all, even when the content of one throws. */
    void cancelAll() {
        try {
            open.forEach(Http2Stream::cancel);
        } finally {
            if (open.size() > 0) {
                cancelAll();
            }
        }
    }

    void forEach(Consumer<? super Http2Stream> action) {
        open.forEach(action);
    }

    /** The earliest deadline of a stream. */
    long deadline() {
        return open.earliest(Http2Stream::deadline, Connection.NO_DEADLINE);
    }

    /** Whether no stream needs anything of the client. */
    boolean areAllWaiting() {
        return open.earliest(stream -> stream.isWaiting() ? 1 : 0, 1) == 1;
    }
}
