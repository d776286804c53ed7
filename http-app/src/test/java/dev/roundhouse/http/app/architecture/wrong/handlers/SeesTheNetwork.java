package dev.roundhouse.http.app.architecture.wrong.handlers;

import ch.qos.logback.classic.LoggerContext;
import com.google.inject.Inject;
import dev.roundhouse.http.app.architecture.wrong.transport.blocking.SeesAHandler;
import java.net.InetAddress;

/** Breaks: handlers see no transport and no network; only the application wires and chooses loggers. */
public final class SeesTheNetwork {
    @Inject
    SeesTheNetwork() {}

    Class<?> network() {
        return InetAddress.class;
    }

    Class<?> transport() {
        return SeesAHandler.class;
    }

    Class<?> backEnd() {
        return LoggerContext.class;
    }
}
