package dev.roundhouse.http.app.architecture.violations.connection;

import dev.roundhouse.http.app.architecture.violations.handlers.DependsOnNetwork;
import java.net.Socket;

/** Violates: the protocol does no I/O and does not depend on upper layers. */
public final class OpensSocket {
    Class<?> socket() {
        return Socket.class;
    }

    Class<?> above() {
        return DependsOnNetwork.class;
    }
}
