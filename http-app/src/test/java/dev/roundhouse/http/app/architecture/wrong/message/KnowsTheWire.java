package dev.roundhouse.http.app.architecture.wrong.message;

import dev.roundhouse.http.app.architecture.wrong.h1.ReadsTheClock;

/** Breaks: messages are the same in every version of HTTP; and closes a cycle. */
public final class KnowsTheWire {
    /** Breaks: no static field that changes. */
    static int counter;

    private final ReadsTheClock wire = new ReadsTheClock();

    Object wire() {
        return wire;
    }
}
