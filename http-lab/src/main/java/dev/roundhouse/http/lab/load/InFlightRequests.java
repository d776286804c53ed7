package dev.roundhouse.http.lab.load;

/** The requests of one connection without a complete response, in order; a ring buffer without allocation per request. */
final class InFlightRequests {
    private final PreparedRequest[] requests;
    private final long[] dueTimes;
    private final long[] sendTimes;
    private int first;
    private int size;

    InFlightRequests(int capacity) {
        requests = new PreparedRequest[capacity];
        dueTimes = new long[capacity];
        sendTimes = new long[capacity];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == requests.length;
    }

    void add(PreparedRequest preparedRequest, long due, long sent) {
        int at = (first + size++) % requests.length;
        requests[at] = preparedRequest;
        dueTimes[at] = due;
        sendTimes[at] = sent;
    }

    /** The request at an index, 0 for the oldest. */
    PreparedRequest request(int index) {
        return requests[(first + index) % requests.length];
    }

    /** Time when the oldest was due. */
    long due() {
        return dueTimes[first];
    }

    /** Time when the oldest was sent. */
    long sent() {
        return sendTimes[first];
    }

    /** Removes the oldest. */
    void remove() {
        first = (first + 1) % requests.length;
        size--;
    }
}
