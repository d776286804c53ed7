package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Request;

/** The result of parsing the head of a request: its values, or an error. */
public sealed interface RequestHead permits RequestHead.Accepted, RequestHead.Rejected {

    /**
     * A valid head.
     *
     * @param values the method, target, version and headers
     * @param framing how its body is delimited
     * @param isKeepAlive whether the client allows further requests on the connection
     * @param isContinueExpected whether the client waits for 100 (Continue) before its body
     */
    record Accepted(Request.Head values, BodyFraming framing, boolean isKeepAlive, boolean isContinueExpected)
            implements RequestHead {}

    /**
     * An invalid head.
     *
     * @param error the rule that it violates
     * @param line the request line, as far as it was read; when its method is HEAD, the error response has no content
     */
    record Rejected(Http1Error error, RequestLine line) implements RequestHead {}

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
