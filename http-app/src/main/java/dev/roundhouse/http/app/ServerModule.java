package dev.roundhouse.http.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import dev.roundhouse.http.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Wires a server from its options. No class but this one says anything to Guice. */
final class ServerModule extends AbstractModule {
    private static final String SERVER = "Roundhouse";

    private final ServeOptions options;

    ServerModule(ServeOptions options) {
        this.options = options;
    }

    @Provides
    @Singleton
    Transport transport() {
        return options.transport().transport();
    }

    @Provides
    @Singleton
    Handler handler() {
        return Site.of(options);
    }

    @Provides
    @Singleton
    Service service(Handler handler) {
        return new Service(Service.http1(Limits.DEFAULT, Timeouts.DEFAULT, SERVER), handler, new ServerLog());
    }

    @Provides
    @Singleton
    Settings settings() {
        try {
            return Settings.at(new InetSocketAddress(InetAddress.getByName(options.bind()), options.port()));
        } catch (UnknownHostException unknown) {
            throw new StartException(
                    "The address " + options.bind() + " is not known; give --bind an address of this machine.",
                    unknown);
        }
    }

    @Provides
    @Singleton
    Server server(Transport transport, Service service, Settings settings) {
        return new Server(transport, service, settings, options.grace());
    }
}
