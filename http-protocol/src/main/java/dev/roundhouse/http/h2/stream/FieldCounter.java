package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.hpack.HpackField;

/** The number and the bytes of the fields of one message, without pseudo-header fields. RFC 6585 §5 */
public final class FieldCounter {
    /** The colon, the space and the line end of HTTP/1.1, so that the limit is the same for both. */
    private static final int LINE_OVERHEAD = 4;

    private final Limits limits;
    private int fields;
    private int bytes;

    /** Nothing has been counted. */
    public FieldCounter(Limits limits) {
        this.limits = limits;
    }

    /** Whether there has been a field. */
    public boolean hasCounted() {
        return fields > 0;
    }

    /**
     * Counts a field.
     *
     * @throws Http2Exception if it is one too many
     */
    public void count(HpackField field) throws Http2Exception {
        fields++;
        bytes += field.name().length() + field.value().length() + LINE_OVERHEAD;
        if (fields > limits.fields() || bytes > limits.fieldBytes()) {
            throw new Http2Exception(Http2Error.FIELDS_TOO_LARGE);
        }
    }
}
