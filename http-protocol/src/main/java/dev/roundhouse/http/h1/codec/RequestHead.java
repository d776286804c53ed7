package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Request;
import java.util.Optional;

/** The result of parsing a request head: a request, or an error. */
public sealed interface RequestHead permits RequestHead.Accepted, RequestHead.Rejected {

    /** The request, or empty when the head is not valid. */
    Optional<Request> validRequest();

    /**
     * A valid head.
     *
     * @param validRequest the request; an {@code Optional}, so that none is created for each summary of an exchange
     * @param framing how its body is delimited
     * @param isKeepAlive whether the client allows further requests on the connection
     * @param isContinueExpected whether the client waits for 100 (Continue) before its body
     */
    record Accepted(
            Optional<Request> validRequest, BodyFraming framing, boolean isKeepAlive, boolean isContinueExpected)
            implements RequestHead {
        /** The request. */
        public Request request() {
            return validRequest.orElseThrow();
        }
    }

    /**
     * An invalid head.
     *
     * @param error the rule that it violates
     * @param line the request line, as far as it was read; when its method is HEAD, the error response has no content
     */
    record Rejected(Http1Error error, RequestLine line) implements RequestHead {
        @Override
        public Optional<Request> validRequest() {
            return Optional.empty();
        }
    }

    /**
     * Parses a head.
     *
     * @param bytes from the first byte of the request line to the empty line that ends the head; they belong to the
     *     request from now on
     */
    static RequestHead parse(byte[] bytes, Http1Limits limits) {
        try {
            return new RequestHeadParser(bytes, limits).parse();
        } catch (Http1Exception rejected) {
            return new Rejected(rejected.error(), RequestHeadParser.lineOf(bytes));
        }
    }
}
