package dev.roundhouse.http.app.architecture.wrong.message;

import dev.roundhouse.http.app.architecture.wrong.h1.ReadsSystemClock;

/** Breaks: messages are the same in every version of HTTP; and closes a cycle. */
public final class DependsOnWireFormat {
    /** Breaks: no static field that changes. */
    static int counter;

    private final ReadsSystemClock wire = new ReadsSystemClock();

    Object wire() {
        return wire;
    }
}
