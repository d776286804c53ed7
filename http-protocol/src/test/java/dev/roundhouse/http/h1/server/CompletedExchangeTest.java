package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.TakenExchanges;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection reports about a completed request, for access logs. */
class CompletedExchangeTest {
    private static final String HOST = "Host: a\r\n\r\n";
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(100, 128, 10, 1_000), 64, 1_000, 100);

    private final Http1Connection connection =
            new Http1Connection(LIMITS, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);

    private void receive(String text) {
        connection.receive(ByteBuffer.wrap(HttpGrammar.encode(text)), 0);
    }

    private void send(int limit) throws IOException {
        while (!connection.output().isEmpty()) {
            ByteBuffer bytes = ByteBuffer.allocate(limit);
            connection.markSent(connection.output().copyTo(bytes), 0);
        }
    }

    private CompletedExchange completed() throws IOException {
        send(1 << 17);
        return TakenExchanges.of(connection).get(0);
    }

    private CompletedExchange exchange(String request, Response response) throws IOException {
        receive(request);
        connection.nextExchange(0).orElseThrow().reply(response, 0);
        return completed();
    }

    /** Two runs of 3,000 and 17 bytes. */
    private static Response streamed() {
        return Response.of(Status.OK).with(new Body.Streamed(new Body.Producer() {
            private int produced;

            @Override
            public Body.Progress produce(ByteBuffer target) {
                if (produced == 2) {
                    return Body.Progress.ENDED;
                }
                target.put(new byte[produced++ == 0 ? 3_000 : 17]);
                return Body.Progress.MORE;
            }

            @Override
            public void close() {
                // There is nothing to release.
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({"GET,200,5", "HEAD,200,0", "GET,304,0", "GET,204,0", "GET,404,5"})
    void body_bytes_exclude_the_head(String method, int status, long body) throws IOException {
        Response response = Response.of(new Status(status, "")).with(Body.of("hello"));
        CompletedExchange completedExchange = exchange(method + " / HTTP/1.1\r\n" + HOST, response);

        assertEquals(body, completedExchange.bodyBytes());
        assertTrue(completedExchange.bytesSent() > body);
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1,GET,3017", "HTTP/1.0,GET,3017", "HTTP/1.1,HEAD,0"})
    void body_bytes_exclude_chunk_framing(String version, String method, long body) throws IOException {
        assertEquals(
                body,
                exchange(method + " / " + version + "\r\n" + HOST, streamed()).bodyBytes());
    }

    @Test
    void body_bytes_exclude_interim_responses() throws IOException {
        receive("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n" + HOST);
        connection
                .nextExchange(0)
                .orElseThrow()
                .reply(
                        new Upload() {
                            @Override
                            public void receive(ByteBuffer bytes) {
                                bytes.position(bytes.limit());
                            }

                            @Override
                            public Response finish() {
                                return Response.of(Status.OK).with(Body.of("hello"));
                            }

                            @Override
                            public void abort() {
                                // There is nothing to release.
                            }
                        },
                        0);
        receive("x");

        assertEquals(5, completed().bodyBytes());
    }

    @Test
    void aborted_body_counts_the_bytes_sent() throws IOException {
        receive("GET / HTTP/1.1\r\n" + HOST);
        connection.nextExchange(0).orElseThrow().reply(Response.of(Status.OK).with(Body.of("hello")), 0);
        ByteBuffer all = ByteBuffer.allocate(4096);
        int full = connection.output().copyTo(all);
        connection.markSent(full - 2, 0);
        connection.abort(0);

        assertEquals(3, TakenExchanges.of(connection).get(0).bodyBytes());
    }

    @Test
    void aborted_head_counts_no_body_bytes() throws IOException {
        receive("GET / HTTP/1.1\r\n" + HOST);
        connection.nextExchange(0).orElseThrow().reply(Response.of(Status.OK).with(Body.of("hello")), 0);
        connection.markSent(10, 0);
        connection.abort(0);

        assertEquals(0, TakenExchanges.of(connection).get(0).bodyBytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a?b HTTP/1.1\\r\\n\\r\\n|400|GET|/a?b|HTTP/1.1",
                "PUT /a HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 11\\r\\n\\r\\n|413|PUT|/a|HTTP/1.1",
                "GET /a HTTP/1.1\\r\\nHost: a\\r\\nb c: d\\r\\n\\r\\n|400|GET|/a|HTTP/1.1",
                "GET /a HTTP/1.1\\r\\nHost: a\\n\\n|400|GET|/a|HTTP/1.1",
                "GET /a HTTP/3.0\\r\\nHost: a\\r\\n\\r\\n|505|GET|/a|HTTP/3.0",
                "GET /a b HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|400|GET|/a|b HTTP/1.1",
                "GET /\"<\u0001z HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n|400|GET|/\"<\u0001z|HTTP/1.1",
                "HEAD /a HTTP/1.1\\r\\n\\r\\n|400|HEAD|/a|HTTP/1.1",
                "G@T /a HTTP/1.1\\r\\n\\r\\n|400|''|''|''",
                "nonsense\\r\\n\\r\\n|400|''|''|''",
                "\\r\\n\\r\\n\\r\\nGET /a HTTP/1.1\\r\\n\\r\\n|400|''|''|''",
            })
    void rejected_request_keeps_its_request_line(
            String request, int status, String method, String target, String version) throws IOException {
        receive(request.replace("\\r", "\r").replace("\\n", "\n"));
        CompletedExchange completedExchange = completed();

        assertEquals(status, completedExchange.status().code());
        assertEquals(new RequestLine(method, target, version), completedExchange.line());
    }

    @Test
    void request_with_too_large_headers_keeps_its_request_line() throws IOException {
        receive("GET /a HTTP/1.1\r\nHost: a\r\nb: " + "c".repeat(200));
        CompletedExchange completedExchange = completed();

        assertEquals(431, completedExchange.status().code());
        assertEquals(new RequestLine("GET", "/a", "HTTP/1.1"), completedExchange.line());
    }

    @Test
    void too_long_request_line_is_kept_up_to_the_limit() throws IOException {
        receive("GET /" + "a".repeat(1_000));
        CompletedExchange completedExchange = completed();

        assertEquals(414, completedExchange.status().code());
        assertEquals(new RequestLine("GET", "/" + "a".repeat(59), ""), completedExchange.line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /a HTTP/1.1\r\nHo", "GET /a HTTP/1.1", "GET /a", "GET "})
    void timed_out_or_truncated_request_keeps_the_bytes_received(String head) throws IOException {
        String[] parts = (head.split("\r\n", 2)[0] + "   ").split(" ", 4);
        RequestLine line = new RequestLine(parts[0], parts[1], parts[2]);
        receive(head);
        connection.handleTimeout(connection.deadline());
        CompletedExchange slow = completed();

        Http1Connection other = new Http1Connection(LIMITS, Timeouts.DEFAULT, new ServerFields(() -> 0, ""), 0);
        other.receive(ByteBuffer.wrap(HttpGrammar.encode(head)), 0);
        other.receiveEof(0);
        other.markSent(other.output().copyTo(ByteBuffer.allocate(4096)), 0);

        assertEquals(408, slow.status().code());
        assertEquals(line, slow.line());
        assertEquals(line, TakenExchanges.of(other).get(0).line());
    }

    @Test
    void parsed_request_is_kept_without_a_request_line() throws IOException {
        CompletedExchange completedExchange = exchange("GET /a HTTP/1.1\r\n" + HOST, Response.plain(Status.OK, ""));

        assertEquals("/a", completedExchange.request().orElseThrow().target().raw());
        assertEquals(RequestLine.NONE, completedExchange.line());
    }
}
