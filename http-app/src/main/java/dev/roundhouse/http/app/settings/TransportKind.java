package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;
import dev.roundhouse.http.transport.blocking.ThreadKind;
import dev.roundhouse.http.transport.nio.NioTransport;

/** The transports to choose from. Their names are what {@code --transport} takes. */
public enum TransportKind {
    /** Selector loops. */
    NIO {
        @Override
        public Transport transport() {
            return new NioTransport();
        }
    },
    /** A platform thread for each connection. */
    BLOCKING {
        @Override
        public Transport transport() {
            return new BlockingTransport(ThreadKind.PLATFORM);
        }
    },
    /** A virtual thread for each connection. */
    VIRTUAL {
        @Override
        public Transport transport() {
            if (!ThreadKind.VIRTUAL.isSupported()) {
                throw new StartupException("--transport=virtual requires Java 21 or later (this is Java "
                        + Runtime.version().feature() + "); use nio or blocking.");
            }
            return new BlockingTransport(ThreadKind.VIRTUAL);
        }
    };

    /**
     * A new transport of this kind.
     *
     * @throws StartupException when this Java lacks what the transport needs
     */
    public abstract Transport transport();
}
