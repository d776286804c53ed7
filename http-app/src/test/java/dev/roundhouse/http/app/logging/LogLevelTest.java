package dev.roundhouse.http.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.config.ConfigurationException;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.app.server.ServerModule;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogLevelTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Level before = root.getLevel();

    @TempDir
    Path site;

    @BeforeEach
    void attachAppender() {
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void restoreLogger() {
        root.detachAppender(appender);
        root.setLevel(before);
    }

    private List<String> messages(String... args) throws IOException {
        ServerConfig config = ParsedCommandLines.config(args);
        config.logs().level().apply();
        Server server = ServerModule.createServer(config);
        server.start();
        try (Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort());
                InputStream response = socket.getInputStream()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost : a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            response.readAllBytes();
        } finally {
            server.shutdown();
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void debug_logs_each_rejected_request() throws IOException {
        List<String> reported = messages("--port=0", "--directory=" + site, "--log-level=debug");

        assertEquals(
                1,
                reported.stream()
                        .filter(line -> line.startsWith("rejected request from "))
                        .count(),
                reported.toString());
        assertTrue(reported.stream().anyMatch(line -> line.contains("400")), reported.toString());
    }

    @Test
    void info_does_not_log_rejected_requests() throws IOException {
        List<String> reported = messages("--port=0", "--directory=" + site);

        assertEquals(
                0,
                reported.stream()
                        .filter(line -> line.startsWith("rejected request from "))
                        .count(),
                reported.toString());
    }

    @Test
    void invalid_level_is_rejected() {
        assertThrows(ConfigurationException.class, () -> ParsedCommandLines.config("--log-level=loud"));
    }
}
