package dev.roundhouse.http.transport;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.OverloadResponse;
import dev.roundhouse.http.h1.server.RequestHeadCache;
import dev.roundhouse.http.h1.server.ServerFields;
import dev.roundhouse.http.message.Handler;

/**
 * What a transport serves: the same for all of them.
 *
 * @param connectionFactory makes the machine of a new connection
 * @param handler answers requests; called by many threads at once
 * @param observer is told what happened; called by many threads at once
 */
public record Service(ConnectionFactory connectionFactory, Handler handler, TransportObserver observer) {
    /** Of at most a kilobyte each. */
    private static final int HEAD_CACHE_SLOTS = 1024;

    /** Soon: places are given back all the time. */
    private static final int RETRY_AFTER_SECONDS = 1;

    /** Makes protocol machines. */
    @FunctionalInterface
    public interface ConnectionFactory {
        /** The machine of a connection that was accepted now, in the nanoseconds of {@code System.nanoTime()}. */
        Connection newConnection(long now);

        /** What a connection is told that there is no room for; nothing, unless the protocol has words for it. */
        default byte[] overloadResponse() {
            return new byte[0];
        }
    }

    /** HTTP/1.1 with its usual limits, for a handler whose failures are logged by {@link System.Logger}. */
    public static Service of(Handler handler) {
        return new Service(http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, ""), handler, new SystemLoggerObserver());
    }

    /**
     * HTTP/1.1.
     *
     * @param server the value of the Server field, or empty for none
     */
    public static ConnectionFactory http1(Http1Limits limits, Timeouts timeouts, String server) {
        ServerFields serverFields = new ServerFields(() -> System.currentTimeMillis() / 1000, server);
        RequestHeadCache requestHeadCache = new RequestHeadCache(HEAD_CACHE_SLOTS);
        byte[] overloadResponse = OverloadResponse.encode(RETRY_AFTER_SECONDS);
        return new ConnectionFactory() {
            @Override
            public Connection newConnection(long now) {
                return new Http1Connection(limits, timeouts, serverFields, requestHeadCache, now);
            }

            @Override
            public byte[] overloadResponse() {
                return overloadResponse;
            }
        };
    }

    /** This service, watched by another observer. */
    public Service withObserver(TransportObserver other) {
        return new Service(connectionFactory, handler, other);
    }
}
