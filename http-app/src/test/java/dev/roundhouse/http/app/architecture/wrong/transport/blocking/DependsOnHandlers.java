package dev.roundhouse.http.app.architecture.wrong.transport.blocking;

import dev.roundhouse.http.app.architecture.wrong.handlers.DependsOnNetwork;

/** Breaks: transports do not see handlers. */
public final class DependsOnHandlers {
    Class<?> handler() {
        return DependsOnNetwork.class;
    }
}
