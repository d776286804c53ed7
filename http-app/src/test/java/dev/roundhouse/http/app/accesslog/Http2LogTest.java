package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.app.cli.ParsedCommandLines;
import dev.roundhouse.http.app.endpoint.Endpoint;
import dev.roundhouse.http.app.endpoint.EndpointFactory;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.h2.ErrorCode;
import dev.roundhouse.http.h2.frame.FrameType;
import dev.roundhouse.http.h2.frame.FrameWriter;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.Http2RawClient;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is logged of HTTP/2: a line for each stream, and the rule for which a stream or a connection has ended. */
@Timeout(60)
class Http2LogTest {
    private final LinkedBlockingQueue<String> accesses = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> errors = new LinkedBlockingQueue<>();
    private Endpoint endpoint;

    static Stream<String> transports() {
        return TransportRegistry.installed().transports().stream()
                .filter(transport -> transport.unavailableReason().isEmpty())
                .map(Transport::name);
    }

    private final class LogRecorder implements TransportObserver {
        @Override
        public void exchangeCompleted(SocketAddress peer, CompletedExchange exchange) {
            LogLineBuffer line = new LogLineBuffer();
            AccessLogFormat.JSON.write(new AccessLogEntry(peer, exchange), Instant.EPOCH, line);
            accesses.add(new String(line.bytes(), 0, line.length(), StandardCharsets.US_ASCII));
        }

        @Override
        public void protocolError(SocketAddress peer, int streamId, String rule, String message) {
            errors.add(streamId + " " + rule);
        }
    }

    private static Response site(Request request) {
        return Response.plain(Status.OK, request.id());
    }

    private Http2RawClient start(String transport) throws IOException {
        EndpointFactory factory = new EndpointFactory(
                ParsedCommandLines.config("--port=0", "--h2c"),
                InetAddress.getLoopbackAddress(),
                1,
                100,
                new LogRecorder());
        endpoint = factory.plain(Http2LogTest::site).get(0);
        endpoint.start(TransportRegistry.installed().get(transport));
        return Http2RawClient.start(RawClient.connect(endpoint.address()));
    }

    @AfterEach
    void shut_down() {
        endpoint.shutdown(Duration.ZERO);
    }

    private static String next(LinkedBlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(30, TimeUnit.SECONDS);
        assertTrue(line != null, "no line");
        return line;
    }

    @ParameterizedTest
    @MethodSource("transports")
    void each_stream_is_an_exchange_with_an_id_of_its_own(String transport) throws Exception {
        try (Http2RawClient client = start(transport)) {
            for (int id = 1; id <= 5; id += 2) {
                client.sendRequest(id, "GET", "/" + id);
                String requestId =
                        client.readResponse(id).substring("200 ".length()).strip();
                String line = next(accesses);

                assertTrue(
                        line.contains("\"request_id\":\"" + requestId + "\",\"method\":\"GET\",\"target\":\"/" + id
                                + "\",\"version\":\"HTTP/2.0\",\"host\":\"localhost\""),
                        line);
                assertTrue(line.contains("\"status\":200,"), line);
                assertTrue(line.contains("\"body_bytes\":" + (requestId.length() + 1) + ","), line);
                assertTrue(line.contains(",\"complete\":true,\"error\":null}"), line);
                assertTrue(Pattern.matches(".*-" + (id + 1) / 2, requestId), requestId);
            }
        }
        assertEquals(List.of(), List.copyOf(errors));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void malformed_request_is_logged_with_its_rule_and_its_stream(String transport) throws Exception {
        try (Http2RawClient client = start(transport)) {
            client.sendHead(
                    1,
                    true,
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":path",
                    "/a",
                    ":authority",
                    "a",
                    "connection",
                    "close");

            assertEquals("RST_STREAM PROTOCOL_ERROR", client.readResponse(1));
            assertEquals("1 FIELD_CONNECTION_SPECIFIC", next(errors));
            String line = next(accesses);
            assertTrue(
                    line.contains("\"request_id\":null,\"method\":\"GET\",\"target\":\"/a\",\"version\":\"HTTP/2.0\""),
                    line);
            assertTrue(line.contains("\"status\":400,"), line);
            assertTrue(line.endsWith(",\"complete\":false,\"error\":\"FIELD_CONNECTION_SPECIFIC\"}"), line);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void rejected_request_is_logged_with_its_status(String transport) throws Exception {
        try (Http2RawClient client = start(transport)) {
            client.sendRequest(1, "GET", "/" + "a".repeat(9000));

            assertTrue(client.readResponse(1).startsWith("414 "));
            String line = next(accesses);
            assertTrue(line.contains("\"status\":414,"), line);
            assertTrue(line.endsWith(",\"complete\":true,\"error\":\"TARGET_TOO_LONG\"}"), line);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void error_of_the_connection_is_logged_with_its_rule(String transport) throws Exception {
        try (Http2RawClient client = start(transport)) {
            client.send(FrameWriter.frame(FrameType.DATA, 0, 1, new byte[1]));

            assertEquals("GOAWAY " + ErrorCode.PROTOCOL_ERROR, client.readResponse(1));
            assertEquals("0 STREAM_IDLE", next(errors));
        }
    }
}
