package dev.roundhouse.http.h1.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** RFC 9112 §6.3, rule by rule. */
class FramingRulesTest {
    private static final Http1Limits LIMITS = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));

    private static BodyFraming framing(Version version, Http1Limits limits, String... fields) throws Http1Exception {
        return FramingRules.ofRequest(
                new Request.Head(Method.POST, RequestTarget.originForm("/"), version, Headers.of(fields)), limits);
    }

    private static BodyFraming framing(String... fields) throws Http1Exception {
        return framing(Version.HTTP_1_1, LIMITS, fields);
    }

    private static Http1Error errorOf(String... fields) {
        return assertThrows(Http1Exception.class, () -> framing(fields)).error();
    }

    private static BodyFraming ofResponse(Method method, int code, String... fields) throws Http1Exception {
        ResponseHead head = new ResponseHead(Version.HTTP_1_1, new Status(code, ""), Headers.of(fields));
        return FramingRules.ofResponse(head, method);
    }

    @Test
    void request_without_framing_has_no_body() throws Http1Exception {
        assertTrue(framing().isEmpty());
        assertTrue(framing("Content-Length", "0").isEmpty());
        assertTrue(framing("Content-Length", "000").isEmpty());
        assertFalse(framing("Content-Length", "1").isEmpty());
        assertFalse(framing("Transfer-Encoding", "chunked").isEmpty());
    }

    @Test
    void content_length_has_up_to_18_digits_without_leading_zeros() throws Http1Exception {
        assertEquals(new BodyFraming.FixedLength(12), framing("Content-Length", "12"));
        assertEquals(new BodyFraming.FixedLength(999_999_999_999_999_999L), framing("Content-Length", "9".repeat(18)));
        assertEquals(new BodyFraming.FixedLength(7), framing("Content-Length", "0".repeat(40) + "7"));
        assertEquals(Http1Error.BODY_TOO_LARGE, errorOf("Content-Length", "1" + "0".repeat(18)));
    }

    @Test
    void content_length_is_one_number() {
        for (String bad : new String[] {"", "-1", "+1", "1 2", "1,1", "0x1", "1.", "a", "\u0661", "/", ":"}) {
            String value = bad.equals("\u0661") ? "\u00b9" : bad;
            assertEquals(Http1Error.CONTENT_LENGTH_INVALID, errorOf("Content-Length", value), bad);
        }
        assertEquals(Http1Error.CONTENT_LENGTH_INVALID, errorOf("Content-Length", "1", "content-length", "1"));
    }

    @Test
    void content_length_limit_is_exact() throws Http1Exception {
        Http1Limits ten = Http1Limits.of(Limits.DEFAULT.withBodyBytes(10));
        assertEquals(new BodyFraming.FixedLength(10), framing(Version.HTTP_1_1, ten, "Content-Length", "10"));
        assertThrows(Http1Exception.class, () -> framing(Version.HTTP_1_1, ten, "Content-Length", "11"));
    }

    @Test
    void chunked_is_the_only_coding_and_occurs_once_at_the_end() throws Http1Exception {
        assertInstanceOf(BodyFraming.Chunked.class, framing("Transfer-Encoding", "Chunked"));
        assertInstanceOf(BodyFraming.Chunked.class, framing("Transfer-Encoding", ", chunked,"));
        assertEquals(Http1Error.TRANSFER_CODING_UNSUPPORTED, errorOf("Transfer-Encoding", "gzip, chunked"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, errorOf("Transfer-Encoding", "chunked, gzip"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, errorOf("Transfer-Encoding", "chunked, chunked"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, errorOf("Transfer-Encoding", "gzip"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, errorOf("Transfer-Encoding", ""));
    }

    @Test
    void both_framings_and_chunks_in_http_1_0_are_rejected() {
        assertEquals(
                Http1Error.TRANSFER_ENCODING_WITH_LENGTH,
                errorOf("Transfer-Encoding", "chunked", "Content-Length", "1"));
        assertEquals(
                Http1Error.TRANSFER_ENCODING_IN_1_0,
                assertThrows(
                                Http1Exception.class,
                                () -> framing(Version.HTTP_1_0, LIMITS, "Transfer-Encoding", "chunked"))
                        .error());
    }

    @Test
    void response_framing_depends_on_the_request() throws Http1Exception {
        assertTrue(ofResponse(Method.HEAD, 200, "Content-Length", "5").isEmpty());
        assertTrue(ofResponse(Method.GET, 204, "Content-Length", "5").isEmpty());
        assertTrue(ofResponse(Method.GET, 304).isEmpty());
        assertTrue(ofResponse(Method.CONNECT, 200, "Content-Length", "5").isEmpty());
        assertTrue(ofResponse(Method.CONNECT, 299).isEmpty());
        assertInstanceOf(BodyFraming.CloseDelimited.class, ofResponse(Method.CONNECT, 300));
        assertInstanceOf(BodyFraming.CloseDelimited.class, ofResponse(Method.GET, 200));
        assertInstanceOf(BodyFraming.Chunked.class, ofResponse(Method.GET, 200, "Transfer-Encoding", "chunked"));
        assertEquals(new BodyFraming.FixedLength(5), ofResponse(Method.GET, 200, "Content-Length", "5"));
    }

    @Test
    void body_with_content_length_consumes_exactly_its_bytes() throws Exception {
        BodyDecoder decoder = FramingRules.decoder(new BodyFraming.FixedLength(3), LIMITS);
        ByteBuffer wire = ByteBuffer.allocate(5);
        int[] decoded = {0};
        decoder.decode(wire.limit(2), data -> decoded[0] += data.remaining());
        assertEquals(1, decoder.minRemainingBytes());
        assertFalse(decoder.isDone());
        decoder.decode(wire.limit(5), data -> decoded[0] += data.remaining());

        assertEquals(3, decoded[0]);
        assertEquals(2, wire.remaining());
        assertTrue(decoder.isDone());
        assertFalse(decoder.isCloseDelimited());
        decoder.decode(wire, data -> {
            throw new AssertionError("no data is left");
        });
    }

    @Test
    void close_delimited_body_consumes_all_bytes() throws Exception {
        BodyDecoder decoder = FramingRules.decoder(new BodyFraming.CloseDelimited(), LIMITS);
        ByteBuffer wire = ByteBuffer.allocate(5);
        int[] decoded = {0};
        decoder.decode(wire, data -> decoded[0] += data.remaining());

        assertEquals(5, decoded[0]);
        assertFalse(wire.hasRemaining());
        assertFalse(decoder.isDone());
        assertTrue(decoder.isCloseDelimited());
        assertEquals(Long.MAX_VALUE, decoder.minRemainingBytes());
        assertInstanceOf(ChunkedDecoder.class, FramingRules.decoder(new BodyFraming.Chunked(), LIMITS));
    }
}
