package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.codec.ChunkedEncoder;
import dev.roundhouse.http.h1.codec.FieldLineWriter;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Version;
import java.util.Set;

/** Encodes requests, and is the one place that frames them. RFC 9112 §6 */
final class RequestWriter {
    private static final Headers.FieldNameSet FRAMING =
            Headers.FieldNameSet.of(FieldName.CONTENT_LENGTH, FieldName.TRANSFER_ENCODING);

    /** RFC 9110 §8.6: requests with these methods have {@code Content-Length: 0} when they have no content. */
    private static final Set<Method> METHODS_WITH_CONTENT = Set.of(Method.POST, Method.PUT, Method.PATCH);

    private RequestWriter() {}

    /** @throws IllegalArgumentException as {@link #head} does */
    static void write(OutputQueue output, Request request, Body body) {
        output.add(head(request, body));
        if (body instanceof Body.Streamed streamed && body.length() < 0) {
            output.add(new Body.Streamed(new ChunkedEncoder(streamed.producer())));
        } else {
            output.add(body);
        }
        output.add(complete -> body.close());
    }

    /**
     * Encodes the head with its empty line.
     *
     * @throws IllegalArgumentException when the request has framing fields or no Host, or its body cannot be framed
     */
    static byte[] head(Request request, Body body) {
        if (request.headers().containsAny(FRAMING)) {
            throw new IllegalArgumentException(
                    "Content-Length and Transfer-Encoding follow from the body; leave them out");
        }
        if (!request.headers().contains(FieldName.HOST) && request.version().isAtLeast(Version.HTTP_1_1)) {
            throw new IllegalArgumentException("a request of HTTP/1.1 has a Host field (RFC 9112 §3.2)");
        }
        if (body.length() < 0 && !request.version().isAtLeast(Version.HTTP_1_1)) {
            throw new IllegalArgumentException(
                    "HTTP/1.0 does not support chunked encoding; the body must have a length (RFC 9112 §6.1)");
        }
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target()).append(' ');
        head.append(request.version()).append("\r\n");
        FieldLineWriter.append(head, request.headers());
        return HttpGrammar.encode(
                head.append(framing(request, body)).append("\r\n").toString());
    }

    private static String framing(Request request, Body body) {
        if (body.length() < 0) {
            return "Transfer-Encoding: chunked\r\n";
        }
        boolean hasContentLength = body.length() > 0 || METHODS_WITH_CONTENT.contains(request.method());
        return hasContentLength ? "Content-Length: " + body.length() + "\r\n" : "";
    }
}
