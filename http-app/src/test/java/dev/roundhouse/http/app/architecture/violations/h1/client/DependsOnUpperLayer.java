package dev.roundhouse.http.app.architecture.violations.h1.client;

import dev.roundhouse.http.app.architecture.violations.handlers.DependsOnNetwork;

/** Violates: the protocol does not depend on upper layers. */
final class DependsOnUpperLayer {
    Class<?> handler() {
        return DependsOnNetwork.class;
    }
}
