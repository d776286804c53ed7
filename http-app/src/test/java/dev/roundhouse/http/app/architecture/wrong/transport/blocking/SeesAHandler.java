package dev.roundhouse.http.app.architecture.wrong.transport.blocking;

import dev.roundhouse.http.app.architecture.wrong.handlers.SeesTheNetwork;

/** Breaks: transports do not see handlers. */
public final class SeesAHandler {
    Class<?> handler() {
        return SeesTheNetwork.class;
    }
}
