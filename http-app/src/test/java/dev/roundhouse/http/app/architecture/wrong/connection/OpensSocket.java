package dev.roundhouse.http.app.architecture.wrong.connection;

import dev.roundhouse.http.app.architecture.wrong.handlers.DependsOnNetwork;
import java.net.Socket;

/** Breaks: needs values and buffers, and no I/O; knows nobody above it. */
public final class OpensSocket {
    Class<?> socket() {
        return Socket.class;
    }

    Class<?> above() {
        return DependsOnNetwork.class;
    }
}
