package dev.roundhouse.http.h2.stream;

/**
 * The streams that have content to send, and which of them is next: the most urgent one; of the same urgency, one after the other in
 * the order in which they became ready, and those that are incremental in turns. RFC 9218 §10
 *
 * <p>Each urgency has a list, whose links are in its members: a request needs no further object.
 */
final class Scheduler {
    private final StreamSender[] first = new StreamSender[Priority.URGENCIES];
    private final StreamSender[] last = new StreamSender[Priority.URGENCIES];
    private int size;

    /** Whether no stream has content to send. */
    boolean isEmpty() {
        return size == 0;
    }

    /** The stream that is next; null if there is none. */
    StreamSender next() {
        for (int urgency = 0; urgency < Priority.URGENCIES && size > 0; urgency++) {
            if (first[urgency] != null) {
                return first[urgency];
            }
        }
        return null;
    }

    /** The stream that is next among those that can end, or call a producer, without sending content; null if there is none. */
    StreamSender nextWithoutWindow() {
        for (StreamSender candidate : first) {
            while (candidate != null && !candidate.needsNoWindow()) {
                candidate = candidate.next();
            }
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    /** Adds a stream that is not a member after those of its urgency. */
    void add(StreamSender stream) {
        int urgency = stream.priority().urgency();
        stream.link(last[urgency], null);
        if (last[urgency] == null) {
            first[urgency] = stream;
        } else {
            last[urgency].link(last[urgency].previous(), stream);
        }
        last[urgency] = stream;
        size++;
    }

    /** Removes a member. */
    void remove(StreamSender stream) {
        int urgency = stream.priority().urgency();
        StreamSender previous = stream.previous();
        StreamSender next = stream.next();
        if (previous == null) {
            first[urgency] = next;
        } else {
            previous.link(previous.previous(), next);
        }
        if (next == null) {
            last[urgency] = previous;
        } else {
            next.link(previous, next.next());
        }
        stream.link(null, null);
        size--;
    }

    /** A frame of a member has been sent: another one of its urgency is next if it shares the connection. */
    void rotate(StreamSender stream) {
        if (stream.priority().incremental()) {
            remove(stream);
            add(stream);
        }
    }
}
