package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.connection.CheckedConnection;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.transport.Service;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Services whose connections check that the transport keeps the rules of {@link Connection}. As an extension it fails a test
 * in which a rule was broken, since a transport catches what a connection throws.
 */
public final class CheckedService implements AfterEachCallback {
    private static final Queue<IllegalStateException> VIOLATIONS = new ConcurrentLinkedQueue<>();

    /** Creates the extension. */
    public CheckedService() {}

    /** Like {@link Service#of}, with checked connections. */
    public static Service of(Handler handler) {
        Service service = Service.of(handler);
        return new Service(checked(service.connectionFactory()), service.handler(), service.observer());
    }

    /** A service for HTTP/2 in clear, for clients that begin with it, and for HTTP/1.1, with the default limits. */
    public static Service http2(Handler handler) {
        Service service = Service.of(handler);
        Service.ConnectionFactory connections = Service.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "")
                .withHttp2(Http2Limits.DEFAULT)
                .withPriorKnowledge();
        return new Service(checked(connections), service.handler(), service.observer());
    }

    /** Like {@link Service#http1}, with checked connections. */
    public static Service.ConnectionFactory http1(Http1Limits limits, Timeouts timeouts, String server) {
        return checked(Service.http1(limits, timeouts, server));
    }

    /** The connections of a factory, checked. */
    public static Service.ConnectionFactory checked(Service.ConnectionFactory factory) {
        return new Service.ConnectionFactory() {
            @Override
            public Connection newConnection(ConnectionContext context, long nowNanos) {
                return new CheckedConnection(factory.newConnection(context, nowNanos), VIOLATIONS::add);
            }

            @Override
            public byte[] overloadResponse() {
                return factory.overloadResponse();
            }
        };
    }

    @Override
    public void afterEach(ExtensionContext context) {
        IllegalStateException violation = VIOLATIONS.poll();
        VIOLATIONS.clear();
        if (violation != null) {
            throw new AssertionError("the transport broke a rule of Connection", violation);
        }
    }
}
