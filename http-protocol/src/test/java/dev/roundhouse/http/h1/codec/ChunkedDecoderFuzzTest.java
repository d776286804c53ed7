package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The chunked coding: the same result for any split, and never more than the limits allow. */
class ChunkedDecoderFuzzTest {
    private static final Http1Limits LIMITS = new Http1Limits(new Limits(3, 60, 300, 10), 100, 1_000, 20);

    /** The decoded bytes and the number of bytes consumed, or the protocol error. */
    private record DecodeResult(String bytes, int consumed, String error) {}

    @FuzzTest(maxDuration = "3m")
    void any_split_decodes_to_the_same_body(byte[] wire) {
        DecodeResult full = decode(wire, wire.length);
        assertEquals(full, decode(wire, 1));
        assertEquals(full, decode(wire, 7));
        assertTrue(full.bytes().length() <= LIMITS.common().bodyBytes(), "more than the limit");
    }

    private static DecodeResult decode(byte[] wire, int segmentSize) {
        ChunkedDecoder decoder = new ChunkedDecoder(LIMITS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        try {
            while (at < wire.length && !decoder.isDone()) {
                ByteBuffer next =
                        ByteBuffer.wrap(Arrays.copyOfRange(wire, at, Math.min(wire.length, at + segmentSize)));
                decoder.decode(next, data -> {
                    while (data.hasRemaining()) {
                        bytes.write(data.get());
                    }
                });
                at += next.position();
            }
        } catch (Http1Exception rejected) {
            return new DecodeResult(bytes.toString(), 0, rejected.error().name());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new DecodeResult(bytes.toString(), at, decoder.isDone() ? "" : "incomplete");
    }
}
