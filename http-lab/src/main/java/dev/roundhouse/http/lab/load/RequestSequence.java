package dev.roundhouse.http.lab.load;

/** The questions of one connection, in their order, again and again, beginning anywhere. */
final class RequestSequence {
    private final PreparedRequest[] questions;
    private int at;

    RequestSequence(PreparedRequest[] questions, int at) {
        this.questions = questions;
        this.at = at;
    }

    PreparedRequest next() {
        PreparedRequest next = questions[at];
        at = at + 1 == questions.length ? 0 : at + 1;
        return next;
    }
}
