package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.h2.stream.FieldBlockDecoder;
import dev.roundhouse.http.h2.stream.FieldCounter;
import dev.roundhouse.http.h2.stream.FieldRules;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.semantics.ContentLength;

/** Makes the head of a response of the fields of a block, in the order of RFC 9113 §8.2 and §8.3. The first violation decides. */
final class ResponseFields implements FieldBlockDecoder.HeadReceiver<DecodedResponse> {
    private static final int STATUS_DIGITS = 3;

    private final FieldCounter counter;
    private final Headers.Builder headers = Headers.builder();

    /** Null if it is missing. */
    private Status status;

    /** The first violation; null if there is none. */
    private Http2Error error;

    ResponseFields(Http2Limits limits) {
        this.counter = new FieldCounter(limits.common());
    }

    @Override
    public void receive(HpackField field) {
        if (error != null) {
            return;
        }
        try {
            String name = field.name();
            if (!name.isEmpty() && name.charAt(0) == ':') {
                receivePseudoHeader(name, field.value());
            } else {
                counter.count(field);
                headers.addParsed(FieldRules.check(field), field.value());
            }
        } catch (Http2Exception violation) {
            error = violation.error();
        }
    }

    /** RFC 9113 §8.3.2: before all other fields, and only this one, once. */
    private void receivePseudoHeader(String name, String value) throws Http2Exception {
        if (counter.hasCounted() || status != null || !name.equals(":status")) {
            throw new Http2Exception(Http2Error.PSEUDO_HEADER_INVALID);
        }
        boolean isNumber = value.length() == STATUS_DIGITS && HttpGrammar.areDigits(value, 0, STATUS_DIGITS);
        int code = isNumber ? Integer.parseInt(value) : 0;
        // RFC 9110 §15: outside 1xx to 5xx there is no class. RFC 9113 §8.6: there is no upgrade, and no 101.
        if (code < 100 || code >= 600 || code == Status.SWITCHING_PROTOCOLS.code()) {
            throw new Http2Exception(Http2Error.STATUS_INVALID);
        }
        // RFC 9113 §8.3.2: HTTP/2 has no reason phrase.
        status = new Status(code, "");
    }

    @Override
    public DecodedResponse result(boolean isComplete, boolean endStream) {
        if (error == null && !isComplete) {
            error = Http2Error.FIELDS_TOO_LARGE;
        }
        try {
            if (error != null) {
                throw new Http2Exception(error);
            }
            if (status == null) {
                throw new Http2Exception(Http2Error.STATUS_INVALID);
            }
            if (status.isInformational() && endStream) {
                throw new Http2Exception(Http2Error.RESPONSE_INCOMPLETE);
            }
            Headers fields = headers.build();
            long contentLength = ContentLength.of(fields);
            if (contentLength == ContentLength.INVALID) {
                throw new Http2Exception(Http2Error.CONTENT_LENGTH_MISMATCH);
            }
            return new DecodedResponse.ValidResponse(new ResponseHead(Version.HTTP_2, status, fields), contentLength);
        } catch (Http2Exception violation) {
            return new DecodedResponse.InvalidResponse(violation.error());
        }
    }
}
