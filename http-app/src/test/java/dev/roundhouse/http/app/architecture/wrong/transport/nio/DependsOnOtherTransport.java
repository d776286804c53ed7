package dev.roundhouse.http.app.architecture.wrong.transport.nio;

import dev.roundhouse.http.app.architecture.wrong.transport.blocking.DependsOnHandlers;
import dev.roundhouse.http.message.Headers;

/** Breaks: transports do not see each other, and cannot read a header. */
public final class DependsOnOtherTransport {
    Class<?> other() {
        return DependsOnHandlers.class;
    }

    Class<?> header() {
        return Headers.class;
    }
}
