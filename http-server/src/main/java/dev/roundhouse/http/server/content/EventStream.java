package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * The connection of one client to which events are sent (server-sent events, WHATWG HTML §9.2). Its methods may be called by any
 * thread, and return at once. A client that waits costs no thread.
 *
 * <pre>{@code
 * Handler ticker = request -> {
 *     EventStream stream = new EventStream();
 *     streams.add(stream);
 *     stream.onClose(() -> streams.remove(stream));
 *     return stream.response();
 * };
 * // by any thread
 * streams.forEach(stream -> stream.send(event));
 * }</pre>
 *
 * <p>Events that the client has not read wait in a queue of limited size. {@link WhenFull} decides what happens when an event does
 * not fit. Whether a client is still there is noticed at the latest when an event is sent: send {@link ServerEvent#comment} from
 * time to time.
 */
public final class EventStream {
    /** Number of bytes that wait for a client, if no other limit is given. */
    public static final int DEFAULT_MAX_QUEUED = 64 << 10;

    private static final FieldName LAST_EVENT_ID = FieldName.of("Last-Event-ID");

    private static final Headers HEADERS =
            Headers.of("Content-Type", "text/event-stream", "Cache-Control", "no-store", "X-Accel-Buffering", "no");

    /** Shared by all streams without events, so that one that waits has no queue. Nothing is added to it. */
    private static final Queue<byte[]> NONE = new ArrayDeque<>(0);

    private final int maxQueued;
    private final WhenFull whenFull;

    private Queue<byte[]> queue = NONE;
    private int queuedBytes;

    /** How much of the first event in the queue has been sent. */
    private int offset;

    private boolean isWaiting;
    private EventStreamState state = EventStreamState.OPEN;
    private Runnable wakeUp = () -> {};
    private Runnable onClose = () -> {};

    private enum EventStreamState {
        OPEN,
        /** No event is accepted; the queue is still sent. */
        ENDING,
        /** The client was too slow, and is disconnected. */
        OVERFLOWN,
        CLOSED
    }

    /** What happens with an event that does not fit into the queue. */
    public enum WhenFull {
        /**
         * The stream is closed, and the client disconnected. It connects again, with the id of the last event that it got: no
         * event is lost without notice.
         */
        CLOSE,
        /** The event is not sent to this client: for events of which each replaces the one before. */
        DROP
    }

    /** A stream with a queue of 64 KiB, which is closed when that is full. */
    public EventStream() {
        this(DEFAULT_MAX_QUEUED, WhenFull.CLOSE);
    }

    /**
     * A stream with another queue.
     *
     * @param maxQueued maximum number of bytes that wait for the client
     * @param whenFull what happens with an event that does not fit
     */
    public EventStream(int maxQueued, WhenFull whenFull) {
        this.maxQueued = maxQueued;
        this.whenFull = whenFull;
    }

    /** Returns the id of the last event that the client got before it connected again. */
    public static Optional<String> lastEventId(Request request) {
        return request.headers().first(LAST_EVENT_ID);
    }

    /** Returns the response with which the events are sent. Called once. */
    public Response response() {
        return new Response(Status.OK, HEADERS, new Body.Streamed(new StreamProducer()));
    }

    /**
     * Sends an event.
     *
     * @return false when the stream has been closed, or the event did not fit into the queue
     */
    public boolean send(ServerEvent event) {
        byte[] bytes = event.encoded();
        boolean fits;
        Runnable call;
        synchronized (this) {
            if (state != EventStreamState.OPEN) {
                return false;
            }
            fits = bytes.length <= maxQueued - queuedBytes;
            if (!fits && whenFull == WhenFull.DROP) {
                return false;
            }
            if (fits) {
                add(bytes);
                call = takeWakeUp();
            } else {
                state = EventStreamState.OVERFLOWN;
                clear();
                Runnable woken = takeWakeUp();
                Runnable closed = takeOnClose();
                call = () -> {
                    woken.run();
                    closed.run();
                };
            }
        }
        call.run();
        return fits;
    }

    private void add(byte[] bytes) {
        if (queue.isEmpty()) {
            queue = new ArrayDeque<>(2);
        }
        queue.add(bytes);
        queuedBytes += bytes.length;
    }

    private void clear() {
        queue = NONE;
        queuedBytes = 0;
        offset = 0;
    }

    private Runnable takeWakeUp() {
        boolean wakes = isWaiting;
        isWaiting = false;
        return wakes ? wakeUp : () -> {};
    }

    private Runnable takeOnClose() {
        Runnable taken = onClose;
        onClose = () -> {};
        return taken;
    }

    /** Ends the stream when the events in the queue have been sent. The client connects again after a while. */
    public void close() {
        Runnable woken;
        Runnable closed;
        synchronized (this) {
            if (state != EventStreamState.OPEN) {
                return;
            }
            state = EventStreamState.ENDING;
            woken = takeWakeUp();
            closed = takeOnClose();
        }
        woken.run();
        closed.run();
    }

    /** Whether the stream accepts no more events: it was closed, the client has disconnected, or the queue was full. */
    public synchronized boolean isClosed() {
        return state != EventStreamState.OPEN;
    }

    /**
     * Sets what is called once when the stream accepts no more events; at once if it is closed already.
     *
     * @param callback called by any thread; returns at once
     */
    public void onClose(Runnable callback) {
        synchronized (this) {
            if (state == EventStreamState.OPEN) {
                onClose = callback;
                return;
            }
        }
        callback.run();
    }

    private synchronized void startWith(Runnable toBeCalled) {
        wakeUp = toBeCalled;
    }

    private synchronized Body.Progress produceInto(ByteBuffer target) throws IOException {
        if (state == EventStreamState.OVERFLOWN) {
            throw new IOException("the client reads events too slowly: more than " + maxQueued + " bytes are waiting");
        }
        while (!queue.isEmpty() && target.hasRemaining()) {
            byte[] first = queue.element();
            int count = Math.min(first.length - offset, target.remaining());
            target.put(first, offset, count);
            offset += count;
            queuedBytes -= count;
            if (offset == first.length) {
                queue.remove();
                offset = 0;
            }
        }
        if (!queue.isEmpty()) {
            return Body.Progress.MORE;
        }
        queue = NONE;
        isWaiting = state == EventStreamState.OPEN;
        return isWaiting ? Body.Progress.WAITING : Body.Progress.ENDED;
    }

    private void closeByConnection() {
        Runnable closed;
        synchronized (this) {
            state = EventStreamState.CLOSED;
            clear();
            closed = takeOnClose();
        }
        closed.run();
    }

    /** The side of the connection. */
    private final class StreamProducer implements Body.Producer {
        @Override
        public void start(Runnable toBeCalled) {
            startWith(toBeCalled);
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            return produceInto(target);
        }

        @Override
        public void close() {
            closeByConnection();
        }
    }
}
