package dev.roundhouse.http.app.logging;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.handlers.logging.FailureKinds;
import dev.roundhouse.http.handlers.logging.RateLimitedLog;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.TransportObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of connections and handlers. The parser has rejected every request with a control character, so a target can
 * be logged without forging a line.
 */
public final class LoggingObserver implements TransportObserver {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roundhouse.http");

    /** The reason for the limit if the operator has set it. */
    public static final String SET_BY_OPTION = "see --max-connections";

    private final String bound;
    private final FailureKinds<RateLimitedLog> failures;
    private final RateLimitedLog rejectedLog;
    private final RateLimitedLog acceptFailureLog;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    public LoggingObserver(LongSupplier clock) {
        this(clock, SET_BY_OPTION);
    }

    /**
     * Creates an observer.
     *
     * @param clock in nanoseconds, as {@code System.nanoTime()}
     * @param bound what sets the connection limit, for the line about rejected connections
     */
    public LoggingObserver(LongSupplier clock, String bound) {
        this.bound = bound;
        this.failures = new FailureKinds<>(() -> new RateLimitedLog(clock));
        this.rejectedLog = new RateLimitedLog(clock);
        this.acceptFailureLog = new RateLimitedLog(clock);
    }

    @Override
    public void exchangeCompleted(SocketAddress peer, CompletedExchange completedExchange) {
        if (!completedExchange.protocolError().isEmpty()
                && completedExchange.status().isError()) {
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
        return line.isEmpty() ? "no request line" : line;
    }

    @Override
    public void handlerFailed(SocketAddress peer, Request request, Throwable cause) {
        failures.of(cause.getClass().getName())
                .record(count -> LOG.error(
                        "handler failed for {}, request {}: {} {}{}",
                        peer,
                        request.id(),
                        request.method(),
                        request.target(),
                        others(count - 1),
                        cause));
        LOG.debug(
                "handler failed for {}, request {}: {} {}",
                peer,
                request.id(),
                request.method(),
                request.target(),
                cause);
    }

    private static String others(long count) {
        return count == 0 ? "" : ", and for " + count + " more requests since the last report";
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
    public void protocolError(SocketAddress peer, int streamId, String rule, String message) {
        LOG.debug(
                "HTTP/2 {} of {} ended: {}: {}",
                streamId == 0 ? "connection" : "stream " + streamId,
                peer,
                rule,
                message);
    }

    @Override
    public void connectionLost(SocketAddress peer, IOException cause) {
        LOG.debug("connection to {} lost: {}", peer, cause.getMessage());
    }

    @Override
    public void connectionRejected(SocketAddress peer, int responseBytes) {
        rejectedLog.record(count -> LOG.warn("connection limit reached: rejected {} ({})", connections(count), bound));
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
