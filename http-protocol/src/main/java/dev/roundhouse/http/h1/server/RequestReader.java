package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.FramingRules;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.RequestHead;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads requests from the bytes that are received. A head becomes an exchange; then the reader stops until there is a reply,
 * which decides what becomes of the body. Input that comes in the meantime is kept in {@link PendingInput}.
 */
final class RequestReader {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final Http1Connection connection;
    private final Http1Limits limits;
    private final HeadReader headReader;
    private final PendingInput input;
    private final ConnectionLifecycle lifecycle;
    private final ResponseSender sender;

    RequestReader(
            Http1Connection connection,
            Http1Limits limits,
            RequestHeadCache headCache,
            PendingInput input,
            ConnectionLifecycle lifecycle,
            ResponseSender sender) {
        this.connection = connection;
        this.limits = limits;
        this.headReader = new HeadReader(limits, headCache);
        this.input = input;
        this.lifecycle = lifecycle;
        this.sender = sender;
    }

    /** Processes received bytes, and keeps those that cannot be processed yet. */
    void receive(ByteBuffer bytes) {
        if (input.isEmpty()) {
            process(bytes);
        }
        if (bytes.hasRemaining()) {
            input.append(bytes);
        }
    }

    /** The peer will send no more. Takes effect when all that it sent has been processed. */
    void receiveEof() {
        input.end();
        if (input.isEmpty()) {
            handleEof();
        }
    }

    /** Whether there is input that belongs to the next request, and room for its response. */
    boolean canContinue() {
        return !input.isEmpty() && lifecycle.isReadingRequests() && !sender.isFull();
    }

    /** Processes the input that was kept. */
    void processPending() {
        process(input.bytes());
        if (input.isEmpty()) {
            input.clear();
            if (input.hasEnded()) {
                handleEof();
            }
            lifecycle.finishIfDrained();
        }
    }

    /** Continues after a reply: with the body, or with the end of the input. The next request waits for the next poll. */
    void continueAfterReply() {
        if (input.isExhausted()) {
            handleEof();
        } else if (!input.isEmpty() && lifecycle.phase() != Phase.HANDLING && !lifecycle.isReadingRequests()) {
            processPending();
        }
    }

    private void process(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            ReadState state = lifecycle.state();
            if (lifecycle.isReadingRequests()) {
                if (sender.isFull()) {
                    return;
                }
                readHead(bytes);
            } else if (state instanceof Http1Exchange) {
                return;
            } else if (state instanceof ReadState.Receiving receiving) {
                if (receiving.body().isPaused()) {
                    return;
                }
                receiveBody(receiving, bytes);
            } else if (state instanceof ReadState.Discarding discarding) {
                discardBody(discarding.body(), bytes);
            } else {
                bytes.position(bytes.limit());
            }
        }
    }

    private void readHead(ByteBuffer bytes) {
        Optional<RequestHead> head = headReader.read(bytes);
        // An empty line is not part of a request: it neither keeps a connection open nor ends its wait. RFC 9112 §2.2
        if (lifecycle.phase() == Phase.IDLE && (head.isPresent() || !headReader.isBlank())) {
            lifecycle.transitionTo(ReadState.READING_HEAD);
        }
        if (head.isEmpty()) {
            return;
        }
        if (head.get() instanceof RequestHead.Rejected rejected) {
            sender.sendError(connection.newExchange(rejected), rejected.error());
        } else if (head.get() instanceof RequestHead.Accepted accepted) {
            lifecycle.transitionTo(connection.newExchange(accepted));
        }
    }

    /** Lets an upload receive the body. */
    void startUpload(Http1Exchange exchange, Upload upload) {
        UploadBody body =
                new UploadBody(decoder(exchange), upload, failure -> connection.reportFailure(exchange, failure));
        ReadState.Receiving receiving = new ReadState.Receiving(exchange, body);
        lifecycle.transitionTo(receiving);
        try {
            body.start(connection::wakeUp);
            pauseUnlessReady(body);
        } catch (IOException failed) {
            reject(receiving, Http1Error.HANDLER_FAILED);
            return;
        }
        if (body.isComplete()) {
            receiveBody(receiving, NO_BYTES);
        }
    }

    /** Sends a response before the body has been received, and skips the rest of the body if the connection is kept open. */
    void discard(Http1Exchange exchange, Response response, DiscardedBody rest, boolean closes) {
        if (closes || !rest.canFitLimit()) {
            sender.sendLast(exchange, response);
        } else {
            sender.send(exchange, response);
        }
        if (sender.hasSentLast()) {
            lifecycle.startClosing();
        } else {
            lifecycle.transitionTo(new ReadState.Discarding(rest));
        }
    }

    /** Ends an upload that has a response already; false when it has none. */
    private boolean respondEarly(ReadState.Receiving receiving) throws IOException {
        Optional<Response> early = receiving.body().takeEarlyResponse();
        early.ifPresent(response ->
                discard(receiving.exchange(), response, receiving.body().rest(limits.discardBytes()), false));
        return early.isPresent();
    }

    private void pauseUnlessReady(UploadBody body) throws IOException {
        if (!body.isComplete() && !body.updateReady()) {
            lifecycle.pauseUpload();
        }
    }

    /** Continues with an upload that was not ready, if it is now, or ends one that has a response. */
    void resumeUpload() {
        if (!(lifecycle.state() instanceof ReadState.Receiving receiving)) {
            return;
        }
        try {
            if (respondEarly(receiving)) {
                continueAfterReply();
            } else if (receiving.body().isPaused() && receiving.body().updateReady()) {
                lifecycle.resumeUpload();
                processPending();
            }
        } catch (IOException failed) {
            reject(receiving, Http1Error.HANDLER_FAILED);
        }
    }

    /** The body of a request whose reply does not need it. */
    DiscardedBody unreadBody(Http1Exchange exchange) {
        return new DiscardedBody(decoder(exchange), limits.discardBytes());
    }

    private BodyDecoder decoder(Http1Exchange exchange) {
        return FramingRules.decoder(exchange.head().framing(), limits);
    }

    private void receiveBody(ReadState.Receiving receiving, ByteBuffer bytes) {
        UploadBody body = receiving.body();
        try {
            body.decode(bytes);
            if (body.isComplete()) {
                finishUpload(receiving.exchange(), body.finish());
            } else if (!respondEarly(receiving)) {
                pauseUnlessReady(body);
            }
        } catch (Http1Exception malformed) {
            reject(receiving, malformed.error());
        } catch (IOException failed) {
            reject(receiving, Http1Error.HANDLER_FAILED);
        }
    }

    private void finishUpload(Http1Exchange exchange, Reply reply) {
        if (reply instanceof Response response) {
            sender.send(exchange, response);
            lifecycle.completeExchange(sender.hasSentLast());
        } else {
            exchange.markBodyReceived();
            lifecycle.transitionTo(exchange);
            connection.replyAfterBody(exchange, reply);
        }
    }

    private void discardBody(DiscardedBody body, ByteBuffer bytes) {
        try {
            body.decode(bytes);
            if (body.isComplete()) {
                lifecycle.completeExchange(sender.hasSentLast());
            }
        } catch (Http1Exception | IOException malformed) {
            // The response has been written, so there is no other way to reject the body.
            lifecycle.startClosing();
        }
    }

    private void handleEof() {
        ReadState state = lifecycle.state();
        if (state instanceof ReadState.Receiving receiving) {
            reject(receiving, Http1Error.MESSAGE_INCOMPLETE);
            return;
        }
        switch (state.phase()) {
            case IDLE, DISCARDING -> lifecycle.transitionTo(ReadState.FINISHING);
            case READING_HEAD -> rejectHead(Http1Error.MESSAGE_INCOMPLETE);
            case LINGERING -> lifecycle.transitionTo(ReadState.CLOSED);
            case HANDLING, RECEIVING, FINISHING, CLOSED -> {
                // A client that half-closed still gets its response. RFC 9112 §9.6
            }
        }
        lifecycle.closeIfFlushed();
    }

    /** Rejects a request of which only a part of the head has been received. */
    void rejectHead(Http1Error error) {
        RequestHead.Rejected head = new RequestHead.Rejected(error, headReader.line());
        sender.sendError(connection.newExchange(head), error);
    }

    /** Rejects a request whose body is being received, and aborts its upload. */
    void reject(ReadState.Receiving receiving, Http1Error error) {
        receiving.body().abort();
        sender.sendError(receiving.exchange(), error);
    }
}
