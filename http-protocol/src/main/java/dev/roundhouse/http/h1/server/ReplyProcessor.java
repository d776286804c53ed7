package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.AwaitedReply;
import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;

/** Does what the replies of handlers demand: sends a response, receives a body, or waits for a reply that comes later. */
final class ReplyProcessor {
    private final ConnectionContext context;
    private final PendingInput input;
    private final ConnectionLifecycle lifecycle;
    private final ResponseSender sender;
    private final RequestReader reader;

    /** The reply that comes later. There is never more than one, since responses are in order. */
    private final AwaitedReply awaited;

    /** The exchange that waits for it; null when there is none. */
    private Http1Exchange waiting;

    ReplyProcessor(
            ConnectionContext context,
            PendingInput input,
            ConnectionLifecycle lifecycle,
            ResponseSender sender,
            RequestReader reader) {
        this.context = context;
        this.input = input;
        this.lifecycle = lifecycle;
        this.sender = sender;
        this.reader = reader;
        this.awaited =
                new AwaitedReply(context, reply -> reply(takeWaiting(), reply), cause -> fail(takeWaiting(), cause));
    }

    private Http1Exchange takeWaiting() {
        Http1Exchange exchange = waiting;
        waiting = null;
        return exchange;
    }

    /** Takes the reply of an exchange. One that comes too late is released. */
    void reply(Http1Exchange exchange, Reply reply) {
        if (lifecycle.isHandling(exchange)) {
            apply(exchange, reply);
        } else {
            reply.release();
        }
        reader.continueAfterReply();
    }

    /** Applies the reply of an exchange that waits for it. */
    void apply(Http1Exchange exchange, Reply reply) {
        if (reply instanceof Response response) {
            respond(exchange, response);
        } else if (reply instanceof LaterReply later) {
            await(exchange, later);
        } else if (reply instanceof Upload upload) {
            receiveBody(exchange, upload);
        }
    }

    private void await(Http1Exchange exchange, LaterReply later) {
        waiting = exchange;
        awaited.await(exchange.request(), later);
    }

    /** Applies the reply that comes later if it has been completed, or its failure. */
    void takePending() {
        awaited.take();
    }

    /** Releases the reply that comes later: it is not needed. */
    void releasePending() {
        waiting = null;
        awaited.release();
    }

    private void fail(Http1Exchange exchange, Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        context.handlerFailed(exchange.request(), cause);
        sender.sendError(exchange, Http1Error.HANDLER_FAILED);
    }

    /** RFC 9110 §10.1.1: 100 is sent only to clients that expect it, and not when the body is already on its way. */
    private void receiveBody(Http1Exchange exchange, Upload upload) {
        if (exchange.isBodyReceived()) {
            upload.release();
            fail(exchange, new IllegalStateException("an upload finished with another upload: " + upload));
            return;
        }
        if (exchange.declaredBytes() > upload.maxBytes()) {
            upload.release();
            sender.sendError(exchange, Http1Error.BODY_TOO_LARGE);
            return;
        }
        if (exchange.head().isContinueExpected() && exchange.hasBody() && input.isEmpty()) {
            sender.sendContinue(exchange);
        }
        reader.startUpload(exchange, upload);
    }

    private void respond(Http1Exchange exchange, Response response) {
        if (exchange.hasBody() && !exchange.isBodyReceived()) {
            respondBeforeBody(exchange, response);
        } else {
            sender.send(exchange, response);
            lifecycle.completeExchange(sender.hasSentLast());
        }
    }

    /** RFC 9112 §9.3: the body must be skipped, or the connection closed. */
    private void respondBeforeBody(Http1Exchange exchange, Response response) {
        // A client that waits for 100 may send its body or not, so the next byte could be of either message.
        boolean ambiguous = exchange.head().isContinueExpected() && input.isEmpty();
        reader.discard(exchange, response, reader.unreadBody(exchange), ambiguous);
    }
}
