package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.hpack.FieldReceiver;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.TrailerFields;

/** The fields after the content. RFC 9113 §8.1 */
public final class TrailerSection implements FieldReceiver {
    private final Headers.Builder fields = Headers.builder();

    /** Null if they are valid. */
    private Http2Error error;

    TrailerSection() {}

    @Override
    public void receive(HpackField field) {
        if (error != null) {
            return;
        }
        try {
            if (field.name().startsWith(":")) {
                throw new Http2Exception(Http2Error.PSEUDO_HEADER_INVALID);
            }
            fields.addParsed(FieldRules.check(field), field.value());
        } catch (Http2Exception violation) {
            error = violation.error();
        }
    }

    void reject(Http2Error violated) {
        error = error == null ? violated : error;
    }

    /** The fields that may be trailers. */
    public Headers fields() {
        return TrailerFields.allowedOf(fields.build());
    }

    /** The first rule that they violate; null if there is none. */
    public Http2Error error() {
        return error;
    }
}
