package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.connection.PendingReply;
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

    /** The reply that comes later; null when there is none. There is never more than one, since responses are in order. */
    private PendingReply pending;

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
        pending = new PendingReply(exchange.request(), later, context);
        try {
            pending.start();
        } catch (RuntimeException | Error cause) {
            // The stage may be completed nevertheless; then its reply is released.
            releasePending();
            fail(exchange, cause);
            return;
        }
        takePending();
    }

    /** Applies the reply that comes later if it has been completed, or its failure. */
    void takePending() {
        if (pending == null || !pending.isCompleted()) {
            return;
        }
        PendingReply.CompletedReply outcome = pending.take();
        Http1Exchange exchange = waiting;
        pending = null;
        waiting = null;
        outcome.reply().ifPresent(reply -> reply(exchange, reply));
        outcome.failure().ifPresent(cause -> fail(exchange, cause));
    }

    /** Releases the reply that comes later: it is not needed. */
    void releasePending() {
        if (pending != null) {
            PendingReply unneeded = pending;
            pending = null;
            waiting = null;
            unneeded.release();
        }
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
