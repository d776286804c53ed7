package dev.roundhouse.http.app.architecture.violations.handlers;

import ch.qos.logback.classic.LoggerContext;
import com.google.inject.Inject;
import dev.roundhouse.http.app.architecture.violations.transport.blocking.DependsOnHandlers;
import java.net.InetAddress;
import picocli.CommandLine;

/** Violates: handlers depend on no transport and no network; dependency injection, logging and command lines
 * are the application's. */
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

    Class<?> parser() {
        return CommandLine.class;
    }
}
