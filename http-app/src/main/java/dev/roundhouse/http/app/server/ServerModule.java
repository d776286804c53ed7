package dev.roundhouse.http.app.server;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.logging.CompositeObserver;
import dev.roundhouse.http.app.logging.LoggingObserver;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires a server from its config. No class but this one says anything to Guice.
 *
 * <p>What is bound is said by calls. Methods with {@code @Provides} would be shorter, but for each kind of annotation Java generates a
 * class, at every start.
 */
public final class ServerModule extends AbstractModule {
    private static final Logger LOG = LoggerFactory.getLogger(ServerModule.class);

    private final ServerConfig config;
    private final AtomicBoolean shuttingDown = new AtomicBoolean();

    private ServerModule(ServerConfig config) {
        this.config = config;
    }

    /**
     * Creates a server. It is not started, but its directories and logs are open.
     *
     * @throws StartupException if something cannot be opened
     */
    public static Server createServer(ServerConfig config) {
        // Newer versions of Java warn about the way in which Guice generates bytecode. Nothing here needs it.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        try {
            return Guice.createInjector(new ServerModule(config)).getInstance(Server.class);
        } catch (ProvisionException failed) {
            if (rootOf(failed) instanceof StartupException start) {
                throw start;
            }
            throw failed;
        }
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && !(root instanceof StartupException)) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    protected void configure() {
        Provider<Transport> transport = bindSingleton(
                Key.get(Transport.class),
                () -> TransportParser.requireAvailable(
                        TransportParser.parse(config.listen().transport())));
        Provider<DescriptorPlan> plan = bindSingleton(Key.get(DescriptorPlan.class), this::plan);
        Provider<InetAddress> address =
                bindSingleton(Key.get(InetAddress.class), () -> ListenAddress.resolve(config.listen()));
        Provider<TransportSettings> settings =
                bindSingleton(Key.get(TransportSettings.class), () -> transportSettings(address.get(), plan.get()));
        Provider<Handler> handler = bindSingleton(
                Key.get(Handler.class),
                () -> new SiteOpener(config.site(), address.get().isLoopbackAddress())
                        .open(plan.get(), shuttingDown::get));
        Provider<Optional<AccessLog>> accessLog = bindSingleton(
                Key.get(new TypeLiteral<>() {}),
                () -> AccessLogOpener.open(config.logs().accessLog()));
        Provider<Service> service =
                bindSingleton(Key.get(Service.class), () -> service(handler.get(), accessLog.get(), plan.get()));
        bindSingleton(
                Key.get(Server.class), () -> server(transport.get(), service.get(), settings.get(), accessLog.get()));
    }

    /** Binds what is made once, and gives it to whom it is a part of. */
    private <T> Provider<T> bindSingleton(Key<T> key, Provider<T> made) {
        bind(key).toProvider(made).in(Scopes.SINGLETON);
        return getProvider(key);
    }

    private DescriptorPlan plan() {
        OptionalInt requested = config.listen().maxConnections();
        DescriptorPlan plan = plan(Runtime.getRuntime().availableProcessors(), requested);
        if (plan.lowers(requested)) {
            LOG.warn(
                    "--max-connections={} is more than the limit of open files allows, which is {}: it is lowered to {};"
                            + " raise the limit with ulimit -n, or LimitNOFILE under systemd",
                    requested.getAsInt(),
                    plan.limit().getAsInt(),
                    plan.connections());
        }
        return plan;
    }

    private static DescriptorPlan plan(int loops, OptionalInt requested) {
        try {
            return FileDescriptorLimit.plan(loops, requested);
        } catch (IllegalArgumentException tooFew) {
            throw new StartupException(tooFew.getMessage(), tooFew);
        }
    }

    private TransportSettings transportSettings(InetAddress address, DescriptorPlan plan) {
        TransportSettings defaults = TransportSettings.at(
                new InetSocketAddress(address, config.listen().port()));
        return defaults.withEventLoops(Math.min(defaults.eventLoops(), plan.loops()))
                .withMaxConnections(plan.connections(), config.listen().maxConnectionsPerPeer());
    }

    private Service service(Handler handler, Optional<AccessLog> accessLog, DescriptorPlan plan) {
        Service.ConnectionFactory connectionFactory = Service.http1(
                config.limits().toLimits(),
                config.timeouts().toTimeouts(),
                config.listen().serverHeader().value());
        return new Service(connectionFactory, handler, observer(accessLog, plan));
    }

    private TransportObserver observer(Optional<AccessLog> accessLog, DescriptorPlan plan) {
        OptionalInt requested = config.listen().maxConnections();
        boolean asWanted = requested.isPresent() && plan.connections() == requested.getAsInt();
        TransportObserver serverLog = new LoggingObserver(
                System::nanoTime,
                plan.limit().isEmpty() || asWanted
                        ? LoggingObserver.BY_OPTION
                        : "the limit of open files, " + plan.limit().getAsInt() + ", allows " + plan.connections());
        return new CompositeObserver(accessLog
                .<List<TransportObserver>>map(log -> List.of(log, serverLog))
                .orElse(List.of(serverLog)));
    }

    private Server server(
            Transport transport, Service service, TransportSettings transportSettings, Optional<AccessLog> accessLog) {
        Server server = new Server(
                transport,
                service,
                transportSettings,
                config.timeouts().gracePeriod(),
                () -> shuttingDown.set(true),
                () -> accessLog.ifPresent(AccessLog::close));
        accessLog.ifPresent(log -> server.atHangup(log::reopen));
        return server;
    }
}
