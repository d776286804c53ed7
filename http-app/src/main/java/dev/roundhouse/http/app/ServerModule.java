package dev.roundhouse.http.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.roundhouse.http.app.accesslog.AccessLog;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Observer;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import dev.roundhouse.http.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wires a server from its options. No class but this one says anything to Guice. */
final class ServerModule extends AbstractModule {
    private final ServeOptions options;
    private final AtomicBoolean ending = new AtomicBoolean();

    ServerModule(ServeOptions options) {
        this.options = options;
    }

    @Provides
    @Singleton
    Transport transport() {
        return options.listen().transport().transport();
    }

    @Provides
    @Singleton
    Handler handler() {
        return options.site().handler(options.listen().isLocal(), ending::get);
    }

    @Provides
    @Singleton
    Optional<AccessLog> accessLog() {
        return options.logs().accessLog();
    }

    @Provides
    @Singleton
    Service service(Handler handler, Optional<AccessLog> accessLog) {
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

    @Provides
    @Singleton
    Settings settings() {
        return options.listen().settings();
    }

    @Provides
    @Singleton
    Server server(Transport transport, Service service, Settings settings, Optional<AccessLog> accessLog) {
        return new Server(
                transport,
                service,
                settings,
                options.times().grace(),
                () -> ending.set(true),
                () -> accessLog.ifPresent(AccessLog::close));
    }
}
