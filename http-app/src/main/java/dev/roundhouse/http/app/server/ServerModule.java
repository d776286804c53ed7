package dev.roundhouse.http.app.server;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Scopes;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.endpoint.Encryption;
import dev.roundhouse.http.app.endpoint.Endpoint;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a server and their dependencies: one binding for each part. {@link ServerParts} creates them. This is the only
 * class that uses Guice.
 *
 * <p>The bindings are calls. Methods with {@code @Provides} would be shorter, but Java generates a class for each kind of
 * annotation at every start.
 */
public final class ServerModule implements Module {
    private final ServerConfig config;

    private ServerModule(ServerConfig config) {
        this.config = config;
    }

    @Override
    public void configure(Binder binder) {
        ServerParts parts = new ServerParts(config);
        Provider<InetAddress> address = bind(binder, InetAddress.class, parts::address);
        Provider<DescriptorPlan> plan = bind(binder, DescriptorPlan.class, parts::descriptorPlan);
        Provider<Transport> transport = bind(binder, Transport.class, parts::transport);
        Provider<OpenSite> site = bind(binder, OpenSite.class, () -> parts.site(address.get(), plan.get()));
        Provider<OpenLogs> logs = bind(binder, OpenLogs.class, () -> parts.logs(plan.get()));
        bind(binder, Server.class, () -> {
            Optional<Encryption> tls = parts.tls();
            List<Endpoint> endpoints = parts.endpoints(address.get(), plan.get(), site.get(), logs.get(), tls);
            return parts.server(transport.get(), endpoints, site.get(), logs.get(), tls);
        });
    }

    /** Binds a part that is created once. */
    private static <T> Provider<T> bind(Binder binder, Class<T> type, Provider<T> creator) {
        binder.bind(type).toProvider(creator).in(Scopes.SINGLETON);
        return binder.getProvider(type);
    }

    /**
     * Creates a server. It is not started, but its directories and logs are open.
     *
     * @throws StartupException if something cannot be opened
     */
    public static Server createServer(ServerConfig config) {
        // Newer versions of Java warn about the way in which Guice generates bytecode. Nothing here needs it.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        // Otherwise, Guice records a stack trace at each binding.
        System.setProperty("guice_include_stack_traces", "OFF");
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
}
