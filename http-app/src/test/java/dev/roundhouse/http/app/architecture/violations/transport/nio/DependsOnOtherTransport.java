package dev.roundhouse.http.app.architecture.violations.transport.nio;

import dev.roundhouse.http.app.architecture.violations.transport.blocking.DependsOnHandlers;
import dev.roundhouse.http.message.Headers;

/** Violates: transports do not depend on each other, and do not read headers. */
public final class DependsOnOtherTransport {
    Class<?> other() {
        return DependsOnHandlers.class;
    }

    Class<?> header() {
        return Headers.class;
    }
}
