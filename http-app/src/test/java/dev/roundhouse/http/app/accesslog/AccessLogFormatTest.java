package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.message.ClientCertificate;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.TlsInfo;
import dev.roundhouse.http.message.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessLogFormatTest {
    private static final Instant BEGAN = Instant.parse("2026-11-22T23:59:59.123Z");

    private static String line(AccessLogFormat format, CompletedExchange completedExchange) {
        LogLineBuffer line = new LogLineBuffer();
        format.write(new AccessLogEntry(AccessLogEntries.peer(), completedExchange), BEGAN, line);
        return new String(line.bytes(), 0, line.length(), StandardCharsets.US_ASCII);
    }

    @Test
    void common_format_is_the_common_log_format() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"GET /a?b HTTP/1.1\" 200 1000",
                line(AccessLogFormat.COMMON, AccessLogEntries.served(AccessLogEntries.request("/a?b"))));
    }

    @Test
    void combined_format_adds_referer_and_user_agent() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"GET / HTTP/1.1\" 200 1000 \"http://a/\" \"curl/8\"",
                line(AccessLogFormat.COMBINED, AccessLogEntries.served(AccessLogEntries.from("http://a/", "curl/8"))));
    }

    @Test
    void json_has_all_values() {
        assertEquals(
                "{\"time\":\"2026-11-22T23:59:59.123Z\",\"remote_addr\":\"192.0.2.7\",\"request_id\":\"none-0-0\",\"method\":\"GET\",\"target\":\"/\","
                        + "\"version\":\"HTTP/1.1\",\"host\":\"example\",\"referer\":\"http://a/\",\"user_agent\":\"curl/8\","
                        + "\"status\":200,\"bytes_sent\":1234,\"body_bytes\":1000,\"duration_us\":5000,\"complete\":true,\"error\":null}",
                line(AccessLogFormat.JSON, AccessLogEntries.served(AccessLogEntries.from("http://a/", "curl/8"))));
    }

    @Test
    void request_over_http2_has_its_version_in_each_format() {
        Request request = AccessLogEntries.request("/a");
        CompletedExchange served = AccessLogEntries.served(
                new Request(request.method(), request.target(), Version.HTTP_2, request.headers()));

        assertTrue(line(AccessLogFormat.COMMON, served).contains(" \"GET /a HTTP/2.0\" 200 "));
        assertTrue(line(AccessLogFormat.COMBINED, served).contains(" \"GET /a HTTP/2.0\" 200 "));
        assertTrue(line(AccessLogFormat.JSON, served).contains(",\"target\":\"/a\",\"version\":\"HTTP/2.0\","));
    }

    @Test
    void missing_value_of_a_rejected_request_is_a_dash() {
        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"-\" 400 10 \"-\" \"-\"",
                line(AccessLogFormat.COMBINED, AccessLogEntries.rejected()));
    }

    @Test
    void missing_value_of_a_rejected_request_is_null_in_json() {
        assertEquals(
                "{\"time\":\"2026-11-22T23:59:59.123Z\",\"remote_addr\":\"192.0.2.7\",\"request_id\":null,\"method\":null,\"target\":null,"
                        + "\"version\":null,\"host\":null,\"referer\":null,\"user_agent\":null,"
                        + "\"status\":400,\"bytes_sent\":99,\"body_bytes\":10,\"duration_us\":0,\"complete\":true,\"error\":\"HOST_MISSING\"}",
                line(AccessLogFormat.JSON, AccessLogEntries.rejected()));
    }

    @Test
    void rejected_request_logs_the_read_part_of_its_line() {
        CompletedExchange rejected = AccessLogEntries.rejected(new RequestLine("GET", "/a\"\u0001?b", "HTTP/1.1"));

        assertEquals(
                "192.0.2.7 - - [22/Nov/2026:23:59:59 +0000] \"GET /a\\\"\\x01?b HTTP/1.1\" 400 10",
                line(AccessLogFormat.COMMON, rejected));
        String json = line(AccessLogFormat.JSON, rejected);
        assertTrue(json.contains("\"method\":\"GET\",\"target\":\"/a\\\"\\u0001?b\",\"version\":\"HTTP/1.1\","), json);
    }

    @Test
    void rejected_request_with_an_incomplete_line_logs_fewer_values() {
        CompletedExchange rejected = AccessLogEntries.rejected(new RequestLine("GET", "/a", ""));

        assertTrue(line(AccessLogFormat.COMMON, rejected).endsWith("\"GET /a\" 400 10"));
        assertTrue(line(AccessLogFormat.JSON, rejected).contains("\"target\":\"/a\",\"version\":null,"));
    }

    @Test
    void response_without_body_has_a_dash_as_size() {
        CompletedExchange empty = AccessLogEntries.empty(AccessLogEntries.request("/"));

        assertTrue(line(AccessLogFormat.COMMON, empty).endsWith("\" 304 -"));
        assertTrue(line(AccessLogFormat.COMBINED, empty).endsWith("\" 304 - \"-\" \"-\""));
        assertTrue(line(AccessLogFormat.JSON, empty).contains(",\"bytes_sent\":99,\"body_bytes\":0,"));
    }

    @Test
    void quote_is_escaped_in_quoted_values() {
        String line = line(AccessLogFormat.COMBINED, AccessLogEntries.served(AccessLogEntries.from("a\" 200 \\", "b")));

        assertTrue(line.endsWith(" 1000 \"a\\\" 200 \\\\\" \"b\""), line);
    }

    private static String lineWithTls(TlsInfo tls) {
        Request request = AccessLogEntries.request("/");
        return line(
                AccessLogFormat.JSON,
                AccessLogEntries.served(new Request(request.head(), ConnectionInfo.NONE.secured(tls), 1)));
    }

    @Test
    void json_has_the_values_of_tls() {
        ClientCertificate client = new ClientCertificate("CN=\"a\"", "CN=b", "1", "ff");
        TlsInfo tls = new TlsInfo(
                "TLSv1.3", "TLS_A", Optional.of("a.test"), Optional.empty(), true, List.of(), Optional.of(client));

        assertTrue(lineWithTls(tls)
                .endsWith(",\"error\":null,\"tls_version\":\"TLSv1.3\",\"tls_cipher\":\"TLS_A\","
                        + "\"tls_server_name\":\"a.test\",\"tls_resumed\":true,\"tls_client\":\"CN=\\\"a\\\"\"}"));
    }

    @Test
    void missing_value_of_tls_is_null_in_json() {
        TlsInfo tls =
                new TlsInfo("TLSv1.2", "TLS_B", Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());

        assertTrue(lineWithTls(tls)
                .endsWith(",\"tls_version\":\"TLSv1.2\",\"tls_cipher\":\"TLS_B\",\"tls_server_name\":null,"
                        + "\"tls_resumed\":false,\"tls_client\":null}"));
    }
}
