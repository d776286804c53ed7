package dev.roundhouse.http.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.tls.HandshakeFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HandshakeLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.roundhouse.http.tls");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final HandshakeLog log = new HandshakeLog(() -> 0);

    @BeforeEach
    void attach_appender() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void detach_appender() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    private List<String> messages() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void failures_are_logged_at_debug_with_their_number_by_kind() {
        logger.setLevel(Level.DEBUG);
        log.handshakeFailed(ConnectionInfo.NONE, HandshakeFailure.TIMEOUT, "");
        log.handshakeFailed(ConnectionInfo.NONE, HandshakeFailure.REJECTED, "no cipher suite");
        log.handshakeFailed(ConnectionInfo.NONE, HandshakeFailure.TIMEOUT, "");

        assertEquals(
                List.of(
                        "DEBUG no handshake with unknown: timeout (1 of this kind)",
                        "DEBUG no handshake with unknown: handshake failed: no cipher suite (1 of this kind)",
                        "DEBUG no handshake with unknown: timeout (2 of this kind)"),
                messages());
    }

    @Test
    void clients_cannot_fill_a_log_of_level_info() {
        logger.setLevel(Level.INFO);
        for (int i = 0; i < 1000; i++) {
            for (HandshakeFailure kind : HandshakeFailure.values()) {
                log.handshakeFailed(ConnectionInfo.NONE, kind, "");
            }
        }

        assertEquals(
                List.of("WARN too many unfinished handshakes: closed 1 connection (see --max-handshakes)"), messages());
    }

    @Test
    void completed_handshake_is_described_at_debug() {
        TlsInfo tls = new TlsInfo(
                "TLSv1.3", "TLS_A", Optional.of("a.test"), Optional.empty(), true, List.of(), Optional.empty());
        logger.setLevel(Level.INFO);
        log.handshakeCompleted(ConnectionInfo.NONE.secured(tls));
        logger.setLevel(Level.DEBUG);
        log.handshakeCompleted(ConnectionInfo.NONE.secured(tls));

        assertEquals(List.of("DEBUG handshake with unknown: TLSv1.3 TLS_A for a.test, resumed"), messages());
    }
}
