package dev.roundhouse.http.app;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Observer;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import dev.roundhouse.http.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wires a server from its options. No class but this one says anything to Guice.
 *
 * <p>What is bound is said by calls. Methods with {@code @Provides} would be shorter, but for each kind of annotation Java generates a
 * class, at every start.
 */
final class ServerModule extends AbstractModule {
    private final ServeOptions options;
    private final AtomicBoolean ending = new AtomicBoolean();

    ServerModule(ServeOptions options) {
        this.options = options;
    }

    @Override
    protected void configure() {
        Provider<Transport> transport = once(
                Key.get(Transport.class), () -> options.listen().transport().transport());
        Provider<Settings> settings =
                once(Key.get(Settings.class), () -> options.listen().settings());
        Provider<Handler> handler = once(
                Key.get(Handler.class),
                () -> options.site().handler(options.listen().isLocal(), ending::get));
        Provider<Optional<AccessLog>> accessLog =
                once(Key.get(new TypeLiteral<>() {}), () -> options.logs().accessLog());
        Provider<Service> service = once(Key.get(Service.class), () -> service(handler.get(), accessLog.get()));
        once(Key.get(Server.class), () -> server(transport.get(), service.get(), settings.get(), accessLog.get()));
    }

    /** Binds what is made once, and gives it to whom it is a part of. */
    private <T> Provider<T> once(Key<T> key, Provider<T> made) {
        bind(key).toProvider(made).in(Scopes.SINGLETON);
        return getProvider(key);
    }

    private Service service(Handler handler, Optional<AccessLog> accessLog) {
        Service.Protocol protocol = Service.http1(
                options.limits().limits(),
                options.times().timeouts(),
                options.listen().serverHeader().value());
        return new Service(protocol, handler, observer(accessLog));
    }

    private static Observer observer(Optional<AccessLog> accessLog) {
        Observer serverLog = new ServerLog(System::nanoTime);
        return accessLog
                .map(log -> (Observer) new Observers(List.of(log, serverLog)))
                .orElse(serverLog);
    }

    private Server server(Transport transport, Service service, Settings settings, Optional<AccessLog> accessLog) {
        Server server = new Server(
                transport,
                service,
                settings,
                options.times().grace(),
                () -> ending.set(true),
                () -> accessLog.ifPresent(AccessLog::close));
        accessLog.ifPresent(log -> server.atHangup(log::reopen));
        return server;
    }
}
