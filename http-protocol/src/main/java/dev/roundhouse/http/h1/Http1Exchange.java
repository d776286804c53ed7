package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.util.Objects;

/** One request on its way to an answer, and the answer's milestone in the output. */
final class Http1Exchange implements Exchange, Output.Milestone {
    private final Http1Connection connection;
    private final RequestHead.Accepted head;
    private final long started;
    private boolean offered;
    private boolean answered;
    private Response response;
    private String refusal = "";

    Http1Exchange(Http1Connection connection, RequestHead.Accepted head, long started) {
        this.connection = connection;
        this.head = head;
        this.started = started;
    }

    RequestHead.Accepted head() {
        return head;
    }

    long started() {
        return started;
    }

    /** The answer, once it has been given. */
    Response response() {
        return response;
    }

    /** Which rule the peer broke, or empty. */
    String refusal() {
        return refusal;
    }

    /** True once: the first time it is asked. */
    boolean offer() {
        boolean first = !offered;
        offered = true;
        return first;
    }

    void answerWith(Response answer) {
        response = answer;
    }

    void refusedBy(Refusal rule) {
        refusal = rule.name();
        response = rule.response();
    }

    @Override
    public Request request() {
        return head.request();
    }

    @Override
    public void reply(Reply reply, long now) {
        Objects.requireNonNull(reply, "a handler answers with something");
        if (reply instanceof LaterReply) {
            throw new IllegalArgumentException("a reply that comes later is awaited by the driver of the connection");
        }
        claim();
        connection.reply(this, reply, now);
    }

    @Override
    public void fail(long now) {
        claim();
        connection.fail(this, now);
    }

    private void claim() {
        if (answered) {
            throw new IllegalStateException("a request is answered once: " + request());
        }
        answered = true;
    }

    @Override
    public void passed(boolean whole) {
        try {
            response.body().close();
        } finally {
            connection.ended(this, whole);
        }
    }
}
