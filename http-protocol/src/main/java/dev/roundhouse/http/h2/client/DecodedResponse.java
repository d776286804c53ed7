package dev.roundhouse.http.h2.client;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.message.ResponseHead;

/** The result of decoding the field block of a response: its values, or an error. Immutable: equal blocks may share one. */
sealed interface DecodedResponse {
    /**
     * A valid head.
     *
     * @param values the status and the headers
     * @param contentLength the declared length of the content; negative if there is none
     */
    record ValidResponse(ResponseHead values, long contentLength) implements DecodedResponse {}

    /**
     * An invalid head.
     *
     * @param error the rule that it violates
     */
    record InvalidResponse(Http2Error error) implements DecodedResponse {}
}
