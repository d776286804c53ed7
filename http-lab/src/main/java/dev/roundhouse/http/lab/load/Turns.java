package dev.roundhouse.http.lab.load;

/** The questions of one connection, in their order, again and again, beginning anywhere. */
final class Turns {
    private final Question[] questions;
    private int at;

    Turns(Question[] questions, int at) {
        this.questions = questions;
        this.at = at;
    }

    Question next() {
        Question next = questions[at];
        at = at + 1 == questions.length ? 0 : at + 1;
        return next;
    }
}
