package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.benchmarks.SampleRequests;
import dev.roundhouse.http.benchmarks.baseline.BaselineChunkedDecoder;
import dev.roundhouse.http.h1.Http1Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compared chunked decoders find the same bytes. */
class BaselineChunkedDecoderTest {
    private final ByteBuffer actual = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer simple = ByteBuffer.allocate(64 << 10);

    @ParameterizedTest
    @ValueSource(ints = {16, 4096, 16384})
    void both_decode_the_body_of_the_benchmark(int chunk) throws Http1Exception, IOException {
        assertSame(ChunkedBenchmark.body(64 << 10, chunk));
        assertEquals(64 << 10, actual.limit());
    }

    @Test
    void both_drop_extensions_and_trailer_fields() throws Http1Exception, IOException {
        assertSame("00a;b=c\r\n0123456789\r\nB ;d\r\n0123456789a\r\n000\r\nE: f\r\n\r\n");
    }

    private void assertSame(String body) throws Http1Exception, IOException {
        assertTrue(decode(body));
        BaselineChunkedDecoder.decode(new ByteArrayInputStream(SampleRequests.bytes(body)), simple);
        assertEquals(simple.flip(), actual.flip());
    }

    private boolean decode(String body) throws Http1Exception, IOException {
        ChunkedDecoder decoder = new ChunkedDecoder(Http1Limits.DEFAULT);
        decoder.decode(ByteBuffer.wrap(SampleRequests.bytes(body)), actual::put);
        return decoder.isDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "g\r\n",
                "-1\r\n0\r\n\r\n",
                "1\na\r\n0\r\n\r\n",
                "1\r\nab\r\n0\r\n\r\n",
                "0000000000000001\r\na"
            })
    void both_reject_malformed_chunks(String body) {
        assertThrows(Http1Exception.class, () -> decode(body));
        assertThrows(
                IOException.class,
                () -> BaselineChunkedDecoder.decode(new ByteArrayInputStream(SampleRequests.bytes(body)), simple));
    }
}
