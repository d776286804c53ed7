package dev.roundhouse.http.app.architecture.violations.transport.blocking;

import dev.roundhouse.http.app.architecture.violations.handlers.DependsOnNetwork;

/** Violates: transports do not depend on handlers. */
public final class DependsOnHandlers {
    Class<?> handler() {
        return DependsOnNetwork.class;
    }
}
