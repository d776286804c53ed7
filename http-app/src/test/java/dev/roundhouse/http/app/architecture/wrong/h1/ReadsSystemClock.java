package dev.roundhouse.http.app.architecture.wrong.h1;

import dev.roundhouse.http.app.architecture.wrong.message.DependsOnWireFormat;

/** Breaks: reads no clock. */
public final class ReadsSystemClock {
    long now() {
        return System.nanoTime();
    }

    Class<?> cycle() {
        return DependsOnWireFormat.class;
    }
}
