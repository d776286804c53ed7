package dev.roundhouse.http.h1.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.benchmarks.SampleRequests;
import dev.roundhouse.http.benchmarks.baseline.BaselineRequestHead;
import dev.roundhouse.http.benchmarks.baseline.BaselineResponseHead;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.BodyFraming;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compared implementations of heads give the same results. */
class BaselineRequestHeadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                SampleRequests.BARE,
                "GET /a?b HTTP/1.0\r\n\r\n",
                "GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost:\r\nConnection: x, CLOSE\r\n\r\n",
                "HEAD /%zz HTTP/1.1\r\nhost: [::1]:80\r\nA:\t b c \t\r\na: \u00e4\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a:1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 007\r\nExpect: 100-Continue\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n",
                "GET / HTTP/1.2\r\nHost: a\r\n\r\n"
            })
    void both_parse_well_formed_heads_alike(String text) {
        assertSame(text);
    }

    @Test
    void both_parse_the_head_of_a_browser_alike() {
        assertSame(SampleRequests.BROWSER);
    }

    private static void assertSame(String text) {
        RequestHead.Accepted actual = assertInstanceOf(RequestHead.Accepted.class, parse(text));
        Request request = new Request(actual.values(), ConnectionInfo.NONE, 1);
        BaselineRequestHead simple = BaselineRequestHead.parse(text).orElseThrow();
        assertEquals(simple.method(), request.method().name());
        assertEquals(simple.target(), request.target().raw());
        assertEquals(simple.version(), request.version().toString());
        simple.fields()
                .forEach(
                        (name, values) -> assertEquals(values, request.headers().all(FieldName.of(name))));
        long lines = simple.fields().values().stream().mapToLong(List::size).sum();
        assertEquals(lines, request.headers().size());
        assertEquals(simple.isKeepAlive(), actual.isKeepAlive());
        assertEquals(simple.isContinueExpected(), actual.isContinueExpected());
        long length = actual.framing() instanceof BodyFraming.FixedLength cached ? cached.bytes() : -1;
        assertEquals(simple.bodyLength(), length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nB: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nB: \r \r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n"
            })
    void both_reject_malformed_heads(String text) {
        assertInstanceOf(RequestHead.Rejected.class, parse(text));
        assertEquals(Optional.empty(), BaselineRequestHead.parse(text));
    }

    private static RequestHead parse(String text) {
        return RequestHead.parse(SampleRequests.bytes(text), Http1Limits.DEFAULT);
    }

    @Test
    void head_is_found_in_the_cache_that_the_benchmark_names() {
        HeadReader reader = new HeadReader(Http1Limits.DEFAULT, new RequestHeadCache(1 << 10));
        ByteBuffer head = ByteBuffer.wrap(SampleRequests.bytes(SampleRequests.BROWSER));
        ByteBuffer other = ByteBuffer.wrap(SampleRequests.bytes(SampleRequests.BROWSER.replace("example", "exemplo")));
        RequestHead first = reader.read(head.duplicate()).orElseThrow();
        RequestHead second = reader.read(other.duplicate()).orElseThrow();
        assertTrue(first == reader.read(head.duplicate()).orElseThrow());
        assertTrue(first == reader.read(head.duplicate()).orElseThrow());
        assertTrue(second == reader.read(other.duplicate()).orElseThrow());
    }

    @Test
    void both_encode_the_same_response_head() {
        ServerFields serverFields = new ServerFields(() -> 1_234_567, ResponseHeadBenchmark.SERVER);
        ByteBuffer actual =
                ResponseHeadBenchmark.encode(ResponseHeadBenchmark.response(), serverFields, ByteBuffer.allocate(999));
        byte[] simple = BaselineResponseHead.encode(
                "200 OK", ResponseHeadBenchmark.FIELDS, 6, 1_234_567, ResponseHeadBenchmark.SERVER);
        assertEquals(
                new String(simple, StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1.decode(actual.flip()).toString());
    }
}
