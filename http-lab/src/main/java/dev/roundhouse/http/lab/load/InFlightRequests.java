package dev.roundhouse.http.lab.load;

/** The requests of one connection whose answers are not whole, in their order; a ring, so that none costs an object. */
final class InFlightRequests {
    private final PreparedRequest[] questions;
    private final long[] dues;
    private final long[] sents;
    private int first;
    private int size;

    InFlightRequests(int capacity) {
        questions = new PreparedRequest[capacity];
        dues = new long[capacity];
        sents = new long[capacity];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == questions.length;
    }

    void add(PreparedRequest question, long due, long sent) {
        int at = (first + size++) % questions.length;
        questions[at] = question;
        dues[at] = due;
        sents[at] = sent;
    }

    /** The one at that place, 0 for the oldest. */
    PreparedRequest question(int place) {
        return questions[(first + place) % questions.length];
    }

    /** When the oldest was due. */
    long due() {
        return dues[first];
    }

    /** When the oldest was sent. */
    long sent() {
        return sents[first];
    }

    /** Forgets the oldest. */
    void remove() {
        first = (first + 1) % questions.length;
        size--;
    }
}
