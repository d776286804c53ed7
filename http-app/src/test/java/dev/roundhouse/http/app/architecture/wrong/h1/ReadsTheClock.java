package dev.roundhouse.http.app.architecture.wrong.h1;

import dev.roundhouse.http.app.architecture.wrong.message.KnowsTheWire;

/** Breaks: reads no clock. */
public final class ReadsTheClock {
    long now() {
        return System.nanoTime();
    }

    Class<?> cycle() {
        return KnowsTheWire.class;
    }
}
