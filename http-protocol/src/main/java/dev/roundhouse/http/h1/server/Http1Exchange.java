package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.codec.ChunkedEncoder;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.util.Objects;

/** One request on its way to an answer, and the answer's milestone in the output. */
final class Http1Exchange implements Exchange, OutputQueue.CompletionListener {
    private final Http1Connection connection;
    private final RequestHead.Accepted head;
    private final RequestLine line;
    private final long startedNanos;

    /** What is sent before the body: interim responses and the head. */
    private long headBytes;

    /** Counts what is sent in chunks; null when nothing is. */
    private ChunkedEncoder chunks;

    private boolean isOffered;
    private boolean hasReply;
    private Response response;
    private String protocolError = "";

    Http1Exchange(Http1Connection connection, RequestHead.Accepted head, long started) {
        this.connection = connection;
        this.head = head;
        this.line = RequestLine.NONE;
        this.startedNanos = started;
    }

    /** The exchange of a request whose head was refused. */
    Http1Exchange(Http1Connection connection, RequestLine line, long started) {
        this.connection = connection;
        this.head = null;
        this.line = line;
        this.startedNanos = started;
    }

    RequestHead.Accepted head() {
        return head;
    }

    /** What was read of the request line when the head was refused. */
    RequestLine line() {
        return line;
    }

    /** So many bytes before the body are on their way. */
    void addHeadBytes(long count) {
        headBytes += count;
    }

    /** The body is sent in these chunks. */
    void sendsIn(ChunkedEncoder encoder) {
        chunks = encoder;
    }

    /**
     * How many bytes of the body have left.
     *
     * @param sent all that have left for this exchange
     * @param complete whether there are no more to come
     */
    long bodyBytes(long sent, boolean complete) {
        long afterHead = Math.max(0, sent - headBytes);
        if (chunks == null) {
            return afterHead;
        }
        return complete ? chunks.dataBytes() : Math.min(afterHead, chunks.dataBytes());
    }

    long startedNanos() {
        return startedNanos;
    }

    /** The answer, once it has been given. */
    Response response() {
        return response;
    }

    /** Which rule the peer broke, or empty. */
    String protocolError() {
        return protocolError;
    }

    /** True once: the first time it is asked. */
    boolean tryOffer() {
        boolean first = !isOffered;
        isOffered = true;
        return first;
    }

    void setResponse(Response answer) {
        response = answer;
    }

    void rejectWith(Http1Error rule) {
        protocolError = rule.name();
        response = rule.toResponse();
    }

    @Override
    public Request request() {
        return head.request();
    }

    @Override
    public void reply(Reply reply, long now) {
        Objects.requireNonNull(reply, "handler returned null");
        if (reply instanceof LaterReply) {
            throw new IllegalArgumentException("a reply that comes later is awaited by the driver of the connection");
        }
        markReplied();
        connection.reply(this, reply, now);
    }

    @Override
    public void fail(long now) {
        markReplied();
        connection.fail(this, now);
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
}
