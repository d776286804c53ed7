package dev.roundhouse.http.app.architecture.wrong.handlers;

import ch.qos.logback.classic.LoggerContext;
import com.google.inject.Inject;
import dev.roundhouse.http.app.architecture.wrong.transport.blocking.DependsOnHandlers;
import java.net.InetAddress;

/** Breaks: handlers see no transport and no network; only the application wires and chooses loggers. */
public final class DependsOnNetwork {
    @Inject
    DependsOnNetwork() {}

    Class<?> network() {
        return InetAddress.class;
    }

    Class<?> transport() {
        return DependsOnHandlers.class;
    }

    Class<?> backEnd() {
        return LoggerContext.class;
    }
}
