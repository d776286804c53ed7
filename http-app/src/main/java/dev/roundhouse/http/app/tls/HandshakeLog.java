package dev.roundhouse.http.app.tls;

import dev.roundhouse.http.handlers.logging.RateLimitedLog;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.tls.HandshakeFailure;
import dev.roundhouse.http.tls.TlsObserver;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs handshakes: failures at level debug, since every client can cause any number of them, with how many of their kind there were. Only
 * the limit of unfinished handshakes is a warning, at most one a minute.
 */
final class HandshakeLog implements TlsObserver {
    private static final Logger LOG = LoggerFactory.getLogger("dev.roundhouse.http.tls");

    private final ConcurrentHashMap<HandshakeFailure, Long> failures = new ConcurrentHashMap<>();

    private final RateLimitedLog limitLog;

    /** @param clock in nanoseconds, as {@code System.nanoTime()} */
    HandshakeLog(LongSupplier clock) {
        this.limitLog = new RateLimitedLog(clock);
    }

    @Override
    public void handshakeCompleted(ConnectionInfo connection) {
        if (LOG.isDebugEnabled()) {
            connection.tls().ifPresent(tls -> logCompleted(connection, tls));
        }
    }

    private static void logCompleted(ConnectionInfo connection, TlsInfo tls) {
        LOG.debug(
                "handshake with {}: {} {}{}{}{}",
                connection.remoteAddress(),
                tls.protocol(),
                tls.cipherSuite(),
                tls.applicationProtocol().map(protocol -> ", " + protocol).orElse(""),
                tls.serverName().map(name -> " for " + name).orElse(""),
                tls.resumed() ? ", resumed" : "");
    }

    @Override
    public void handshakeFailed(ConnectionInfo connection, HandshakeFailure kind, String detail) {
        long count = failures.merge(kind, 1L, Long::sum);
        if (kind == HandshakeFailure.TOO_MANY) {
            limitLog.record(events -> LOG.warn(
                    "too many unfinished handshakes: closed {} (see --max-handshakes)",
                    events == 1 ? "1 connection" : events + " connections"));
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "no handshake with {}: {}{} ({} of this kind)",
                    connection.remoteAddress(),
                    kind.text(),
                    detail.isEmpty() ? "" : ": " + detail,
                    count);
        }
    }
}
