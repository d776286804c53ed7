package dev.roundhouse.http.app.architecture.violations.server;

import dev.roundhouse.http.transport.nio.NioTransport;

/** Violates: the server to embed depends on no I/O model. */
public final class DependsOnIoModel {
    NioTransport transport() {
        return new NioTransport();
    }
}
