package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Request;

/** What a head turned out to be: a request with all that follows from its fields, or a refusal. */
public sealed interface RequestHead permits RequestHead.Accepted, RequestHead.Rejected {

    /**
     * A request that the engine will have answered.
     *
     * @param request the request
     * @param framing how its body is delimited
     * @param isKeepAlive whether the client lets the connection live on
     * @param expectsContinue whether the client waits for 100 (Continue) before its body
     */
    record Accepted(Request request, BodyFraming framing, boolean isKeepAlive, boolean expectsContinue)
            implements RequestHead {}

    /**
     * A head that breaks a rule.
     *
     * @param error which one
     * @param line what was read of the request line; when its method is HEAD, the refusal has no content
     */
    record Rejected(Http1Error error, RequestLine line) implements RequestHead {}

    /**
     * Reads a head.
     *
     * @param bytes from the first octet of the request line to the empty line that ends the head; they belong to the
     *     request from now on
     */
    static RequestHead parse(byte[] bytes, Http1Limits limits) {
        try {
            return new RequestHeadParser(bytes, limits).parse();
        } catch (Http1Exception refused) {
            return new Rejected(refused.error(), RequestHeadParser.lineOf(bytes));
        }
    }
}
