package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.endpoint.Encryption;
import dev.roundhouse.http.app.endpoint.Endpoint;
import dev.roundhouse.http.app.endpoint.EndpointFactory;
import dev.roundhouse.http.app.logging.CompositeObserver;
import dev.roundhouse.http.app.logging.LoggingObserver;
import dev.roundhouse.http.app.tls.ServerTls;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the parts of a server from its configuration. */
final class ServerParts {
    private static final Logger LOG = LoggerFactory.getLogger(ServerParts.class);

    private final ServerConfig config;
    private final AtomicBoolean shuttingDown = new AtomicBoolean();

    ServerParts(ServerConfig config) {
        this.config = config;
    }

    /**
     * The address to listen on.
     *
     * @throws StartupException if it cannot be resolved
     */
    InetAddress address() {
        return ListenAddress.resolve(config.listen());
    }

    /**
     * The I/O model.
     *
     * @throws StartupException if this JVM does not support it
     */
    Transport transport() {
        TransportRegistry registry = TransportRegistry.installed();
        Transport transport = registry.get(config.listen().transport());
        registry.unavailableReason(transport).ifPresent(reason -> {
            throw new StartupException("--transport=" + transport.name() + " " + reason + ".");
        });
        return transport;
    }

    /** How the file descriptors of the process are divided. */
    DescriptorPlan descriptorPlan() {
        OptionalInt requested = config.listen().maxConnections();
        DescriptorPlan plan = divide(
                EndpointFactory.totalLoops(config.https(), Runtime.getRuntime().availableProcessors()), requested);
        if (plan.isTooHigh(requested)) {
            LOG.warn(
                    "--max-connections={} exceeds what the open-file limit of {} allows: lowered to {}; raise the limit with"
                            + " ulimit -n, or LimitNOFILE under systemd",
                    requested.getAsInt(),
                    plan.limit().getAsInt(),
                    plan.connections());
        }
        return plan;
    }

    private static DescriptorPlan divide(int loops, OptionalInt requested) {
        try {
            return FileDescriptorLimit.plan(loops, requested);
        } catch (IllegalArgumentException tooFew) {
            throw new StartupException(tooFew.getMessage(), tooFew);
        }
    }

    /**
     * TLS, with the certificates loaded; empty without a certificate.
     *
     * @throws StartupException if a file cannot be used
     */
    Optional<Encryption> tls() {
        // No lambda: it would load the class also without a certificate.
        return config.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ServerTls.open(config.tls().get(), config.timeouts().write()));
    }

    /** The endpoints, which are not started. */
    List<Endpoint> endpoints(
            InetAddress address, DescriptorPlan plan, OpenSite site, OpenLogs logs, Optional<Encryption> tls) {
        EndpointFactory factory =
                new EndpointFactory(config, address, plan.loops(), plan.connections(), logs.observer());
        return tls.isPresent()
                ? factory.encrypted(tls.get(), site.handler(), site::redirected)
                : factory.plain(site.handler());
    }

    /**
     * The site, with its directories open.
     *
     * @throws StartupException if the site cannot be served
     */
    OpenSite site(InetAddress address, DescriptorPlan plan) {
        return new SiteOpener(config.site(), address.isLoopbackAddress()).open(plan, shuttingDown::get);
    }

    /**
     * The logs, with their files open.
     *
     * @throws StartupException if the access log cannot be written
     */
    OpenLogs logs(DescriptorPlan plan) {
        Optional<AccessLog> accessLog = AccessLogOpener.open(config.logs().accessLog());
        TransportObserver serverLog = serverLog(plan);
        return new OpenLogs(
                accessLog,
                new CompositeObserver(accessLog
                        .<List<TransportObserver>>map(log -> List.of(log, serverLog))
                        .orElse(List.of(serverLog))));
    }

    private TransportObserver serverLog(DescriptorPlan plan) {
        OptionalInt requested = config.listen().maxConnections();
        boolean isAsRequested = requested.isPresent() && plan.connections() == requested.getAsInt();
        return new LoggingObserver(
                System::nanoTime,
                plan.limit().isEmpty() || isAsRequested
                        ? LoggingObserver.SET_BY_OPTION
                        : "the open-file limit of " + plan.limit().getAsInt() + " allows " + plan.connections()
                                + "; raise it with ulimit -n or LimitNOFILE");
    }

    /** The server, which is not started. */
    Server server(
            Transport transport, List<Endpoint> endpoints, OpenSite site, OpenLogs logs, Optional<Encryption> tls) {
        Server server =
                new Server(transport, endpoints, config.timeouts().gracePeriod(), () -> shuttingDown.set(true), () -> {
                    tls.ifPresent(Encryption::close);
                    site.close();
                    logs.close();
                });
        logs.access().ifPresent(log -> server.atHangup(log::reopen));
        tls.ifPresent(encryption -> server.atHangup(encryption::reload));
        return server;
    }
}
