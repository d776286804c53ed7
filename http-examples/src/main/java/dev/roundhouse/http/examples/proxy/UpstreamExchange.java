package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.ResponseHead;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.TrailerFields;
import dev.roundhouse.http.server.content.BytePipe;
import dev.roundhouse.http.server.content.Responses;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One forwarded request: makes the response of the other server a reply, and its content a body that is filled as it comes. */
final class UpstreamExchange implements ResponseListener {
    private static final int MAX_QUEUED = 64 << 10;

    private final UpstreamLoop loop;
    private final Request request;
    private final BytePipe pipe = new BytePipe(MAX_QUEUED, this::wakeUp);
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private Headers trailers = Headers.EMPTY;

    /** Written by the loop, read by any thread. */
    private volatile Optional<Response> response = Optional.empty();

    private volatile boolean isCancelled;
    private boolean isEnded;

    UpstreamExchange(UpstreamLoop loop, Request request) {
        this.loop = loop;
        this.request = request;
        // When the client disconnects, the reply is cancelled.
        CompletionStage<Reply> stage = reply;
        stage.whenComplete((ignored, failure) -> {
            if (failure != null) {
                cancel();
            }
        });
    }

    Request request() {
        return request;
    }

    /** Completed with the response. */
    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** The response, if there is one. */
    Optional<Response> response() {
        return response;
    }

    /** The response is not needed any more. Called by any thread. */
    void cancel() {
        isCancelled = true;
        wakeUp();
    }

    private void wakeUp() {
        loop.wakeUp(this);
    }

    // The loop

    /** Whether the connection is to be closed, since the client does not read the response any more. */
    boolean isCancelled() {
        return isCancelled || pipe.isClosed();
    }

    /** Whether there is room for more of the response. */
    boolean isWritable() {
        return pipe.isWritable();
    }

    /** Whether the response is complete, or has failed. */
    boolean isEnded() {
        return isEnded;
    }

    @Override
    public void onHead(ResponseHead head) {
        boolean hasNoContent = head.status().hasNoContent();
        Body body = hasNoContent ? Body.empty() : pipe.body(ForwardedFields.contentLength(head.headers()));
        respond(new Response(head.status(), ForwardedFields.of(head.headers()), body));
    }

    private void respond(Response forwarded) {
        response = Optional.of(forwarded);
        if (!reply.complete(forwarded)) {
            forwarded.release();
        }
    }

    @Override
    public void onContent(ByteBuffer data) {
        pipe.write(data);
    }

    @Override
    public void onTrailers(Headers received) {
        trailers = TrailerFields.allowedOf(received);
    }

    @Override
    public void onComplete() {
        isEnded = true;
        pipe.end(trailers);
    }

    @Override
    public void onFailure(String reason) {
        fail(Status.BAD_GATEWAY, reason);
    }

    /** Responds with an error, or truncates the response if it has begun. */
    void fail(Status status, String reason) {
        end(status, "The server behind this proxy failed: " + reason + ".");
    }

    /** Does the same, since the proxy has been closed. */
    void shutDown() {
        end(Status.SERVICE_UNAVAILABLE, "This proxy has been closed.");
    }

    private void end(Status status, String message) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        if (response.isEmpty()) {
            respond(Responses.text(status, message));
        } else {
            pipe.fail(message);
        }
    }
}
