package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import dev.roundhouse.http.transport.blocking.ThreadKind;
import dev.roundhouse.http.transport.nio.NioTransport;

/** The transports to choose from. Their names are what {@code --transport} takes. */
enum TransportKind {
    /** Selector loops. */
    NIO {
        @Override
        Transport transport() {
            return new NioTransport();
        }
    },
    /** A platform thread for each connection. */
    BLOCKING {
        @Override
        Transport transport() {
            return new BlockingTransport(ThreadKind.PLATFORM);
        }
    },
    /** A virtual thread for each connection. */
    VIRTUAL {
        @Override
        Transport transport() {
            if (!ThreadKind.VIRTUAL.isSupported()) {
                throw new StartupException("--transport=virtual needs Java 21 or later, this is Java "
                        + Runtime.version().feature() + "; use nio or blocking, or a newer Java.");
            }
            return new BlockingTransport(ThreadKind.VIRTUAL);
        }
    };

    /** @throws StartupException when this Java has not what the transport needs */
    abstract Transport transport();
}
