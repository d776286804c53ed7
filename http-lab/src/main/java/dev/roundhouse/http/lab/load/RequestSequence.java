package dev.roundhouse.http.lab.load;

/** The questions of one connection, in their order, again and again, beginning anywhere. */
final class RequestSequence {
    private final PreparedRequest[] requests;
    private int index;

    RequestSequence(PreparedRequest[] questions, int at) {
        this.requests = questions;
        this.index = at;
    }

    PreparedRequest next() {
        PreparedRequest next = requests[index];
        index = index + 1 == requests.length ? 0 : index + 1;
        return next;
    }
}
