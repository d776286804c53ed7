package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.codec.BodyFraming;
import dev.roundhouse.http.h1.codec.ChunkedEncoder;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.util.Objects;

/**
 * A request and its response. As a listener it is in the output after that response. As a state of the connection it
 * means that the handler has the request.
 */
final class Http1Exchange implements Exchange, OutputQueue.CompletionListener, ReadState {
    private static final String HEAD = Method.HEAD.name();

    private final Http1Connection connection;
    private final RequestHead head;

    /** Null when the head was rejected. */
    private final Request request;

    private final long startedNanos;

    /** Length of what is sent before the body: interim responses and the head. */
    private int headBytes;

    /** Counts the bytes of a chunked body; null when the body is not chunked. */
    private ChunkedEncoder chunks;

    private boolean isOffered;
    private boolean hasReply;
    private boolean isBodyReceived;

    /** Null until there is a reply. */
    private Response response;

    private String protocolError = "";

    private Http1Exchange(Http1Connection connection, RequestHead head, Request request, long startedNanos) {
        this.connection = connection;
        this.head = head;
        this.request = request;
        this.startedNanos = startedNanos;
    }

    /** The exchange of a request with a valid head. */
    static Http1Exchange of(Http1Connection connection, RequestHead.Accepted head, Request request, long startedNanos) {
        return new Http1Exchange(connection, head, request, startedNanos);
    }

    /** The exchange of a request whose head was rejected. */
    static Http1Exchange rejected(Http1Connection connection, RequestHead.Rejected head, long startedNanos) {
        return new Http1Exchange(connection, head, null, startedNanos);
    }

    /** The head. Not for a rejected one, which is not handed out as an exchange. */
    RequestHead.Accepted head() {
        return (RequestHead.Accepted) head;
    }

    /** Whether a body, not an empty one, follows the head. */
    boolean hasBody() {
        return !head().framing().isEmpty();
    }

    /** The declared length of the body; 0 when it is not known. */
    long declaredBytes() {
        return head().framing() instanceof BodyFraming.FixedLength fixedLength ? fixedLength.bytes() : 0;
    }

    /** Whether the body has been received by an upload. */
    boolean isBodyReceived() {
        return isBodyReceived;
    }

    /** The body has been received; the reply is still to come. */
    void markBodyReceived() {
        isBodyReceived = true;
    }

    /** Whether the response must not have a body. Of a rejected head, the method may have been read. */
    boolean isHeadRequest() {
        return head instanceof RequestHead.Rejected rejected
                ? rejected.line().method().equals(HEAD)
                : request().isHeadRequest();
    }

    /** Counts bytes that are sent before the body. */
    void addHeadBytes(int count) {
        headBytes += count;
    }

    /** Sets the encoder through which the body is sent. */
    void setChunkedEncoder(ChunkedEncoder encoder) {
        chunks = encoder;
    }

    /** Whether this is the first call. */
    boolean tryOffer() {
        boolean first = !isOffered;
        isOffered = true;
        return first;
    }

    /** The response. */
    Response response() {
        return response;
    }

    /** Sets the response. */
    void setResponse(Response replied) {
        response = replied;
    }

    /** Sets an error response. */
    void rejectWith(Http1Error error) {
        protocolError = error.name();
        response = error.toResponse();
    }

    @Override
    public Phase phase() {
        return Phase.HANDLING;
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public void reply(Reply reply, long nowNanos) {
        Objects.requireNonNull(reply, "reply must not be null");
        markReplied();
        connection.reply(this, reply, nowNanos);
    }

    @Override
    public void fail(long nowNanos) {
        markReplied();
        connection.fail(this, nowNanos);
    }

    private void markReplied() {
        if (hasReply) {
            throw new IllegalStateException("exchange already has a reply: " + request());
        }
        hasReply = true;
    }

    @Override
    public void onCompletion(boolean complete) {
        try {
            response.body().close();
        } finally {
            connection.onResponseSent(this, complete);
        }
    }

    /**
     * The summary of this exchange.
     *
     * @param sent bytes that were sent for it
     * @param complete whether the response has been sent completely
     */
    CompletedExchange summary(long sent, boolean complete, long nowNanos) {
        return new CompletedExchange(
                request,
                head instanceof RequestHead.Rejected rejected ? rejected.line() : RequestLine.NONE,
                response.status(),
                protocolError,
                sent,
                bodyBytes(sent, complete),
                complete,
                startedNanos,
                nowNanos);
    }

    private long bodyBytes(long sent, boolean complete) {
        long afterHead = Math.max(0, sent - headBytes);
        if (chunks == null) {
            return afterHead;
        }
        return complete ? chunks.dataBytes() : Math.min(afterHead, chunks.dataBytes());
    }
}
