package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.ContentLength;
import java.util.List;
import java.util.Locale;

/** Decides how the body of a message is framed, in the order of RFC 9112 §6.3. */
public final class FramingRules {
    private FramingRules() {}

    /** The framing of a request. */
    static BodyFraming ofRequest(Request.Head request, Http1Limits limits) throws Http1Exception {
        Headers headers = request.headers();
        if (headers.contains(FieldName.TRANSFER_ENCODING)) {
            requireChunked(request.version(), headers);
            return new BodyFraming.Chunked();
        }
        if (!headers.contains(FieldName.CONTENT_LENGTH)) {
            return BodyFraming.FixedLength.NONE; // rule 7
        }
        long bytes = contentLength(headers);
        if (bytes > limits.common().bodyBytes()) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
        return bytes == 0 ? BodyFraming.FixedLength.NONE : new BodyFraming.FixedLength(bytes);
    }

    /** The framing of a response, which also depends on the method of the request. */
    public static BodyFraming ofResponse(ResponseHead response, Method method) throws Http1Exception {
        if (method.equals(Method.HEAD) || response.status().hasNoContent()) {
            return BodyFraming.FixedLength.NONE; // rule 1
        }
        if (method.equals(Method.CONNECT) && response.status().code() / 100 == 2) {
            return BodyFraming.FixedLength.NONE; // rule 2: what follows is a tunnel, no body
        }
        Headers headers = response.headers();
        if (headers.contains(FieldName.TRANSFER_ENCODING)) {
            requireChunked(response.version(), headers);
            return new BodyFraming.Chunked();
        }
        return headers.contains(FieldName.CONTENT_LENGTH)
                ? new BodyFraming.FixedLength(contentLength(headers))
                : new BodyFraming.CloseDelimited();
    }

    /** Rules 3 and 4. Both fields in one message are a means of request smuggling, so such a message is rejected. */
    private static void requireChunked(Version version, Headers headers) throws Http1Exception {
        if (headers.contains(FieldName.CONTENT_LENGTH)) {
            throw new Http1Exception(Http1Error.TRANSFER_ENCODING_WITH_LENGTH);
        }
        if (!version.isAtLeast(Version.HTTP_1_1)) {
            throw new Http1Exception(Http1Error.TRANSFER_ENCODING_IN_1_0);
        }
        List<String> codings = headers.listMembers(FieldName.TRANSFER_ENCODING).stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .toList();
        if (codings.equals(List.of("chunked"))) {
            return;
        }
        // Rule 4 requires 400 when chunked is not the last coding; §6.1 requires 501 for an unsupported one.
        boolean chunkedLastAndOnce = !codings.isEmpty() && codings.indexOf("chunked") == codings.size() - 1;
        throw new Http1Exception(
                chunkedLastAndOnce
                        ? Http1Error.TRANSFER_CODING_UNSUPPORTED
                        : Http1Error.TRANSFER_ENCODING_NOT_CHUNKED_LAST);
    }

    /** Rules 5 and 6. */
    private static long contentLength(Headers headers) throws Http1Exception {
        long length = ContentLength.of(headers);
        if (length == ContentLength.INVALID) {
            throw new Http1Exception(Http1Error.CONTENT_LENGTH_INVALID);
        }
        if (length == ContentLength.TOO_LARGE) {
            throw new Http1Exception(Http1Error.BODY_TOO_LARGE);
        }
        return length;
    }

    /** Creates the decoder of a body. */
    public static BodyDecoder decoder(BodyFraming framing, Http1Limits limits) {
        if (framing instanceof BodyFraming.FixedLength fixedLength) {
            return new FixedLengthDecoder(fixedLength.bytes());
        }
        return framing instanceof BodyFraming.Chunked ? new ChunkedDecoder(limits) : new CloseDelimitedDecoder();
    }
}
