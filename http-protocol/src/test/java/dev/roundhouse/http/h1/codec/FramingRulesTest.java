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
                new Request(Method.POST, RequestTarget.originForm("/"), version, Headers.of(fields)), limits);
    }

    private static BodyFraming framing(String... fields) throws Http1Exception {
        return framing(Version.HTTP_1_1, LIMITS, fields);
    }

    private static Http1Error refusal(String... fields) {
        return assertThrows(Http1Exception.class, () -> framing(fields)).error();
    }

    private static BodyFraming ofResponse(Method method, int code, String... fields) throws Http1Exception {
        ResponseHead head = new ResponseHead(Version.HTTP_1_1, new Status(code, ""), Headers.of(fields));
        return FramingRules.ofResponse(head, method);
    }

    @Test
    void a_request_without_framing_has_no_body() throws Http1Exception {
        assertTrue(framing().isEmpty());
        assertTrue(framing("Content-Length", "0").isEmpty());
        assertTrue(framing("Content-Length", "000").isEmpty());
        assertFalse(framing("Content-Length", "1").isEmpty());
        assertFalse(framing("Transfer-Encoding", "chunked").isEmpty());
    }

    @Test
    void a_length_is_read_up_to_18_digits_and_zeros_in_front_do_not_count() throws Http1Exception {
        assertEquals(new BodyFraming.FixedLength(12), framing("Content-Length", "12"));
        assertEquals(new BodyFraming.FixedLength(999_999_999_999_999_999L), framing("Content-Length", "9".repeat(18)));
        assertEquals(new BodyFraming.FixedLength(7), framing("Content-Length", "0".repeat(40) + "7"));
        assertEquals(Http1Error.BODY_TOO_LARGE, refusal("Content-Length", "1" + "0".repeat(18)));
    }

    @Test
    void a_length_is_digits_once() {
        for (String bad : new String[] {"", "-1", "+1", "1 2", "1,1", "0x1", "1.", "a", "\u0661", "/", ":"}) {
            String value = bad.equals("\u0661") ? "\u00b9" : bad;
            assertEquals(Http1Error.CONTENT_LENGTH_INVALID, refusal("Content-Length", value), bad);
        }
        assertEquals(Http1Error.CONTENT_LENGTH_INVALID, refusal("Content-Length", "1", "content-length", "1"));
    }

    @Test
    void a_body_has_its_limit_to_the_octet() throws Http1Exception {
        Http1Limits ten = Http1Limits.of(Limits.DEFAULT.withBodyBytes(10));
        assertEquals(new BodyFraming.FixedLength(10), framing(Version.HTTP_1_1, ten, "Content-Length", "10"));
        assertThrows(Http1Exception.class, () -> framing(Version.HTTP_1_1, ten, "Content-Length", "11"));
    }

    @Test
    void chunked_is_the_only_coding_and_applied_once_and_last() throws Http1Exception {
        assertInstanceOf(BodyFraming.Chunked.class, framing("Transfer-Encoding", "Chunked"));
        assertInstanceOf(BodyFraming.Chunked.class, framing("Transfer-Encoding", ", chunked,"));
        assertEquals(Http1Error.TRANSFER_CODING_UNSUPPORTED, refusal("Transfer-Encoding", "gzip, chunked"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, refusal("Transfer-Encoding", "chunked, gzip"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, refusal("Transfer-Encoding", "chunked, chunked"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, refusal("Transfer-Encoding", "gzip"));
        assertEquals(Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST, refusal("Transfer-Encoding", ""));
    }

    @Test
    void both_framings_and_chunks_of_the_past_are_refused() {
        assertEquals(
                Http1Error.TRANSFER_ENCODING_WITH_LENGTH,
                refusal("Transfer-Encoding", "chunked", "Content-Length", "1"));
        assertEquals(
                Http1Error.TRANSFER_ENCODING_IN_1_0,
                assertThrows(
                                Http1Exception.class,
                                () -> framing(Version.HTTP_1_0, LIMITS, "Transfer-Encoding", "chunked"))
                        .error());
    }

    @Test
    void a_response_depends_on_what_was_asked() throws Http1Exception {
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
    void a_body_by_length_takes_its_octets_and_no_more() throws Exception {
        BodyDecoder decoder = FramingRules.decoder(new BodyFraming.FixedLength(3), LIMITS);
        ByteBuffer wire = ByteBuffer.allocate(5);
        int[] taken = {0};
        decoder.decode(wire.limit(2), data -> taken[0] += data.remaining());
        assertEquals(1, decoder.minRemainingBytes());
        assertFalse(decoder.isDone());
        decoder.decode(wire.limit(5), data -> taken[0] += data.remaining());

        assertEquals(3, taken[0]);
        assertEquals(2, wire.remaining());
        assertTrue(decoder.isDone());
        assertFalse(decoder.isCloseDelimited());
        decoder.decode(wire, data -> {
            throw new AssertionError("nothing is left to tell");
        });
    }

    @Test
    void a_body_until_the_end_takes_all() throws Exception {
        BodyDecoder decoder = FramingRules.decoder(new BodyFraming.CloseDelimited(), LIMITS);
        ByteBuffer wire = ByteBuffer.allocate(5);
        int[] taken = {0};
        decoder.decode(wire, data -> taken[0] += data.remaining());

        assertEquals(5, taken[0]);
        assertFalse(wire.hasRemaining());
        assertFalse(decoder.isDone());
        assertTrue(decoder.isCloseDelimited());
        assertEquals(Long.MAX_VALUE, decoder.minRemainingBytes());
        assertInstanceOf(ChunkedDecoder.class, FramingRules.decoder(new BodyFraming.Chunked(), LIMITS));
    }
}
