package dev.roundhouse.http.lab.load;

import java.util.ArrayDeque;

/** The requests of one connection without a complete response, the oldest first; without allocation per request. */
final class InFlightRequests {
    private final int capacity;
    private final ArrayDeque<InFlightRequest> inFlight;
    private final ArrayDeque<InFlightRequest> unused;

    InFlightRequests(ClientConnection connection, int capacity) {
        this.capacity = capacity;
        this.inFlight = new ArrayDeque<>(capacity);
        this.unused = new ArrayDeque<>(capacity);
        for (int i = 0; i < capacity; i++) {
            unused.add(new InFlightRequest(connection));
        }
    }

    int size() {
        return inFlight.size();
    }

    boolean isEmpty() {
        return inFlight.isEmpty();
    }

    boolean isFull() {
        return inFlight.size() == capacity;
    }

    InFlightRequest add(PreparedRequest request, long due, long sent) {
        InFlightRequest added = unused.remove();
        added.begin(request, due, sent);
        inFlight.add(added);
        return added;
    }

    /** All, the oldest first. */
    Iterable<InFlightRequest> all() {
        return inFlight;
    }

    /** Time when the oldest was sent. */
    long sent() {
        return inFlight.element().sent();
    }

    /** Removes one. With HTTP/1.1 it is the oldest. */
    void remove(InFlightRequest request) {
        if (inFlight.removeFirstOccurrence(request)) {
            unused.add(request);
        }
    }

    /** Removes and returns the oldest, which stays valid until the next is added. */
    InFlightRequest removeOldest() {
        InFlightRequest oldest = inFlight.remove();
        unused.add(oldest);
        return oldest;
    }
}
