package dev.roundhouse.http.app.architecture.violations.message;

import dev.roundhouse.http.app.architecture.violations.h1.server.ReadsSystemClock;

/** Violates: messages do not depend on a version of HTTP; packages are free of cycles. */
public final class DependsOnVersion {
    private final ReadsSystemClock wire = new ReadsSystemClock();

    Object wire() {
        return wire;
    }
}
