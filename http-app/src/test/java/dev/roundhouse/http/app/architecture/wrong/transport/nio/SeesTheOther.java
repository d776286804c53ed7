package dev.roundhouse.http.app.architecture.wrong.transport.nio;

import dev.roundhouse.http.app.architecture.wrong.transport.blocking.SeesAHandler;
import dev.roundhouse.http.message.Headers;

/** Breaks: transports do not see each other, and cannot read a header. */
public final class SeesTheOther {
    Class<?> other() {
        return SeesAHandler.class;
    }

    Class<?> header() {
        return Headers.class;
    }
}
