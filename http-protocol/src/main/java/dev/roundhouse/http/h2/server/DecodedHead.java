package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.stream.Priority;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;

/** The result of decoding the field block of a request: its values, or an error. Immutable: equal blocks may share one. */
sealed interface DecodedHead {
    /** The method and the target of a rejected head, as far as they are known; {@link RequestLine#NONE} of a valid one. */
    RequestLine line();

    /** Whether the method is HEAD: the response has no content. */
    boolean isHeadRequest();

    /**
     * A valid head.
     *
     * @param values the method, target, version and headers
     * @param contentLength the declared length of the body; -1 if there is none
     * @param isContinueExpected whether the client waits for 100 (Continue) before its body
     * @param priority of the response
     */
    record Valid(Request.Head values, long contentLength, boolean isContinueExpected, Priority priority)
            implements DecodedHead {
        @Override
        public RequestLine line() {
            return RequestLine.NONE;
        }

        @Override
        public boolean isHeadRequest() {
            return values.isHeadRequest();
        }
    }

    /**
     * An invalid head.
     *
     * @param error the rule that it violates
     * @param line the method and the target, as far as they are known
     */
    record Invalid(Http2Error error, RequestLine line) implements DecodedHead {
        @Override
        public boolean isHeadRequest() {
            return line.method().equals(Method.HEAD.name());
        }
    }
}
