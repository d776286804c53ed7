package dev.roundhouse.http.app.logging;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.handlers.logging.RateLimitedLog;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what went wrong. What a peer sent was checked octet by octet before it became a request, so a target holds no control
 * character and forges no line.
 */
public final class LoggingObserver implements TransportObserver {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roundhouse.http");

    /** Handlers fail in few ways; should one make up classes of exceptions, they share the last place. */
    private static final int MAX_KINDS = 32;

    /** The bound that a user has set. */
    public static final String BY_OPTION = "--max-connections is the limit";

    private final String bound;
    private final LongSupplier clock;
    private final Map<Class<?>, RateLimitedLog> failures = new ConcurrentHashMap<>();
    private final RateLimitedLog rejectedLog;
    private final RateLimitedLog acceptFailureLog;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    public LoggingObserver(LongSupplier clock) {
        this(clock, BY_OPTION);
    }

    /** @param bound what keeps the number of connections down, for the line about connections that were refused */
    public LoggingObserver(LongSupplier clock, String bound) {
        this.clock = clock;
        this.bound = bound;
        this.rejectedLog = new RateLimitedLog(clock);
        this.acceptFailureLog = new RateLimitedLog(clock);
    }

    @Override
    public void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {
        if (!completedExchange.protocolError().isEmpty()) {
            LOG.debug(
                    "rejected request from {}: {} ({}), {}",
                    peer,
                    completedExchange.protocolError(),
                    completedExchange.status(),
                    requestLine(completedExchange));
        }
    }

    private static String requestLine(CompletedExchange completedExchange) {
        String line = completedExchange
                .request()
                .map(request -> request.method() + " " + request.target().raw() + " " + request.version())
                .orElseGet(() -> Printable.of(completedExchange.line().toString()));
        return line.isEmpty() ? "no request line was read" : line;
    }

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        failures(cause.getClass())
                .record(count -> LOG.error(
                        "handler failed for {}: {} {}{}",
                        peer,
                        request.method(),
                        request.target(),
                        others(count - 1),
                        cause));
        LOG.debug("handler failed for {}: {} {}", peer, request.method(), request.target(), cause);
    }

    /** One kind of failure shall not hide another. */
    private RateLimitedLog failures(Class<?> cause) {
        Class<?> kind = failures.containsKey(cause) || failures.size() < MAX_KINDS ? cause : Throwable.class;
        return failures.computeIfAbsent(kind, first -> new RateLimitedLog(clock));
    }

    private static String others(long count) {
        return count == 0 ? "" : ", nor for " + count + " more requests since this was logged last";
    }

    @Override
    public void contentFailed(SocketAddress peer, IOException cause) {
        if (cause.getCause() == null || cause.getCause() instanceof IOException) {
            LOG.warn("response to {} aborted: {}", peer, cause.getMessage());
        } else {
            LOG.error("response to {} aborted", peer, cause.getCause());
        }
    }

    @Override
    public void connectionLost(SocketAddress peer, IOException cause) {
        LOG.debug("connection to {} lost: {}", peer, cause.getMessage());
    }

    @Override
    public void connectionRejected(SocketAddress peer) {
        rejectedLog.record(count -> LOG.warn("refused {} since there are too many; {}", connections(count), bound));
        LOG.debug("rejected connection from {}: limit reached", peer);
    }

    @Override
    public void acceptFailed(IOException cause) {
        acceptFailureLog.record(
                count -> LOG.warn("accept failed for {}, last error: {}", connections(count), cause.getMessage()));
        LOG.debug("accept failed", cause);
    }

    private static String connections(long count) {
        return count == 1 ? "1 connection" : count + " connections";
    }
}
