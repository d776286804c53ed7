package dev.roundhouse.http.app.endpoint;

import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** An address at which a server accepts connections, and what it serves there. */
public final class Endpoint {
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final String PRIVILEGED =
            " On Linux, ports below 1024 need root or CAP_NET_BIND_SERVICE (docs/operations.md, systemd).";

    private final String scheme;
    private final String portOption;
    private final Service service;
    private final TransportSettings settings;

    /** Null until it is started. */
    private Listener listener;

    /**
     * An endpoint that has not been started.
     *
     * @param scheme of its URLs
     * @param portOption the option that sets its port, for error messages
     */
    public Endpoint(String scheme, String portOption, Service service, TransportSettings settings) {
        this.scheme = scheme;
        this.portOption = portOption;
        this.service = service;
        this.settings = settings;
    }

    /**
     * Starts to accept connections.
     *
     * @throws StartupException if the address cannot be used
     */
    public void start(Transport transport) {
        try {
            listener = transport.start(service, settings);
        } catch (IOException | IllegalArgumentException failed) {
            InetSocketAddress address = requestedAddress();
            throw new StartupException(
                    "Cannot listen on " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + failed.getMessage() + ". Choose another " + portOption + " or --bind, or " + portOption
                            + " 0 for a free port." + (isPrivileged(address.getPort()) ? PRIVILEGED : ""),
                    failed);
        }
    }

    private static boolean isPrivileged(int port) {
        return port > 0 && port < FIRST_UNPRIVILEGED;
    }

    /** The address that it listens on, after the start. The application has IP addresses only. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.address();
    }

    /** The URLs, after the start. */
    public List<String> urls() {
        return Addresses.urls(scheme, requestedAddress(), address());
    }

    private InetSocketAddress requestedAddress() {
        return (InetSocketAddress) settings.address();
    }

    /** Shuts it down, and returns the number of connections that were aborted. Has no effect if it was not started. */
    public int shutdown(Duration gracePeriod) {
        return listener == null ? 0 : listener.shutdown(gracePeriod).aborted();
    }
}
