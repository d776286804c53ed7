package dev.roundhouse.http.app.architecture.wrong.connection;

import dev.roundhouse.http.app.architecture.wrong.handlers.SeesTheNetwork;
import java.net.Socket;

/** Breaks: needs values and buffers, and no I/O; knows nobody above it. */
public final class OpensASocket {
    Class<?> socket() {
        return Socket.class;
    }

    Class<?> above() {
        return SeesTheNetwork.class;
    }
}
