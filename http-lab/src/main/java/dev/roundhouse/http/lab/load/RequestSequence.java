package dev.roundhouse.http.lab.load;

/** The requests of one connection in rotation, starting at any of them. */
final class RequestSequence {
    private final PreparedRequest[] requests;
    private int index;

    RequestSequence(PreparedRequest[] requests, int index) {
        this.requests = requests;
        this.index = index;
    }

    PreparedRequest next() {
        PreparedRequest next = requests[index];
        index = index + 1 == requests.length ? 0 : index + 1;
        return next;
    }
}
