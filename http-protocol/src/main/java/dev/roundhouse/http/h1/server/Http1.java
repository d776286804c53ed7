package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.MalformedMessageException;
import dev.roundhouse.http.h1.codec.HeadBuffer;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Single messages of HTTP/1.1, for programs that have all bytes of a request and want all bytes of a response. A server of
 * persistent connections uses {@link Http1Connection}.
 *
 * <pre>{@code
 * Request request = Http1.parseRequest(bytes);
 * Response response = Response.plain(Status.OK, "Hello " + request.target().path());
 * ByteBuffer encoded = Http1.encode(response, request, Instant.now());
 * }</pre>
 */
public final class Http1 {
    private static final int BUFFER_BYTES = 16 << 10;

    private Http1() {}

    /**
     * Parses the head of a request, with the default limits.
     *
     * @param bytes consumed up to the first byte of the body, which is not decoded
     * @throws MalformedMessageException when they are no head of a request, or only a part of one
     */
    public static Request parseRequest(ByteBuffer bytes) throws MalformedMessageException {
        return new Request(parseHead(bytes), ConnectionInfo.NONE, 1);
    }

    private static Request.Head parseHead(ByteBuffer bytes) throws MalformedMessageException {
        try {
            byte[] head = HeadBuffer.forHeads(Http1Limits.DEFAULT).accumulate(bytes);
            if (head.length == 0) {
                throw new MalformedMessageException(Http1Error.MESSAGE_INCOMPLETE);
            }
            RequestHead parsed = RequestHead.parse(head, Http1Limits.DEFAULT);
            if (parsed instanceof RequestHead.Accepted accepted) {
                return accepted.values();
            }
            throw new MalformedMessageException(((RequestHead.Rejected) parsed).error());
        } catch (Http1Exception rejected) {
            throw new MalformedMessageException(rejected.error());
        }
    }

    /**
     * Encodes a response completely, and closes its body. It is framed for the request: without content if that was HEAD, not
     * chunked for HTTP/1.0, and with {@code Connection: close} if the request has that.
     *
     * @param now for the Date field
     * @throws IOException when the body cannot be read, or has to wait for its bytes
     */
    public static ByteBuffer encode(Response response, Request request, Instant now) throws IOException {
        Http1Connection connection = new Http1Connection(
                Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(now::getEpochSecond, ""), 0);
        connection.receive(ByteBuffer.wrap(equivalentHead(request)), 0);
        connection.nextExchange(0).orElseThrow().reply(response, 0);
        try {
            return drain(connection);
        } finally {
            connection.abort(0);
        }
    }

    /** A head for which a response is framed in the same way. */
    private static byte[] equivalentHead(Request request) {
        String method = request.isHeadRequest() ? "HEAD" : "GET";
        boolean closes = Persistence.of(request.version(), request.headers()) == Persistence.CLOSE;
        String head = method + " / " + request.version() + "\r\nHost: a\r\nConnection: "
                + (closes ? "close" : "keep-alive") + "\r\n\r\n";
        return HttpGrammar.encode(head);
    }

    private static ByteBuffer drain(Http1Connection connection) throws IOException {
        Output output = connection.output();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (!output.isEmpty()) {
            if (output.isWaiting()) {
                throw new IOException("the body has to wait for its bytes; use Http1Connection");
            }
            int count = output.copyTo(buffer.clear());
            bytes.write(buffer.array(), 0, count);
            connection.markSent(count, 0);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
