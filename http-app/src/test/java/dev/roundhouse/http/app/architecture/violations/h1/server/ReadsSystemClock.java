package dev.roundhouse.http.app.architecture.violations.h1.server;

import dev.roundhouse.http.app.architecture.violations.message.DependsOnVersion;

/** Violates: the protocol does not read the clock. */
public final class ReadsSystemClock {
    long now() {
        return System.nanoTime();
    }

    Class<?> cycle() {
        return DependsOnVersion.class;
    }
}
