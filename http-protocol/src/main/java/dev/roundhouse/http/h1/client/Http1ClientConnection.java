package dev.roundhouse.http.h1.client;

import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.ResponseListener;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.BodyDecoder;
import dev.roundhouse.http.h1.codec.BodyFraming;
import dev.roundhouse.http.h1.codec.FramingRules;
import dev.roundhouse.http.h1.codec.HeadBuffer;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The client side of an HTTP/1.1 connection (RFC 9112), without a socket. Requests may be pipelined: responses come in the
 * order of the requests. Used by one thread at a time. It has no timeouts; the caller aborts.
 *
 * <pre>{@code
 * Http1ClientConnection connection = new Http1ClientConnection(Http1Limits.DEFAULT);
 * connection.send(Request.get("example.org", "/"), Body.empty(), listener);
 *
 * int count = connection.output().copyTo(bytesForTheSocket);
 * connection.markSent(count);
 * connection.receive(bytesFromTheSocket); // calls the listener
 * }</pre>
 */
public final class Http1ClientConnection {
    private final Http1Limits limits;
    private final HeadBuffer headBuffer;
    private final ResponseHeadCache headCache = new ResponseHeadCache();
    private final OutputQueue output;
    private final ArrayDeque<PendingRequest> pending = new ArrayDeque<>();

    /** Finds the end of the body that is being received; null between bodies. */
    private BodyDecoder decoder;

    private boolean open = true;
    private boolean lastResponse;

    private record PendingRequest(Method method, ResponseListener listener) {}

    /**
     * Creates the connection for a socket that has been connected.
     *
     * @param limits maximum sizes of a head; the limit of bodies applies to chunked ones only
     */
    public Http1ClientConnection(Http1Limits limits) {
        this(limits, () -> {});
    }

    /**
     * Creates the connection for a socket that has been connected.
     *
     * @param limits maximum sizes of a head; the limit of bodies applies to chunked ones only
     * @param wakeUp called by any thread when a request body that had no bytes may have some: then {@link #resume} is due
     */
    public Http1ClientConnection(Http1Limits limits, Runnable wakeUp) {
        this.limits = limits;
        this.output = new OutputQueue(wakeUp);
        this.headBuffer = HeadBuffer.forHeads(limits);
    }

    /**
     * Sends a request.
     *
     * @param request with a Host field, and without fields for the body's framing
     * @param body owned and closed by the connection from now on
     * @param listener called with the response
     * @throws IllegalStateException when the connection {@linkplain #isOpen is not open} any more
     */
    public void send(Request request, Body body, ResponseListener listener) {
        requireOpen();
        RequestWriter.write(output, request, body);
        pending.add(new PendingRequest(request.method(), listener));
        if (Persistence.of(request.version(), request.headers()) == Persistence.CLOSE) {
            open = false;
        }
    }

    /**
     * Sends an encoded request, with the same effect as sending it unencoded.
     *
     * @param listener called with the response
     * @throws IllegalStateException when the connection {@linkplain #isOpen is not open} any more
     */
    public void send(EncodedRequest request, ResponseListener listener) {
        requireOpen();
        output.add(request.bytes());
        pending.add(new PendingRequest(request.method(), listener));
        if (request.isClosing()) {
            open = false;
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("connection is closed or closing; open a new one");
        }
    }

    /** Whether further requests may be sent. */
    public boolean isOpen() {
        return open;
    }

    /** The number of requests whose responses are incomplete. */
    public int pendingCount() {
        return pending.size();
    }

    /** The bytes to be sent. */
    public Output output() {
        return output;
    }

    /** Bytes of {@link #output} were sent. */
    public void markSent(long count) {
        output.advance(count);
    }

    /** Lets the producer of a request body that had no bytes be called again. */
    public void resume() {
        output.resume();
    }

    /** Bytes were received. All are consumed; the caller may reuse the buffer when the method has returned. */
    public void receive(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining() && !pending.isEmpty()) {
                if (decoder == null) {
                    receiveHead(bytes);
                } else {
                    receiveBody(bytes);
                }
            }
            if (bytes.hasRemaining()) {
                // RFC 9112 §6.3: bytes after the last response belong to no request.
                bytes.position(bytes.limit());
                open = false;
            }
        } catch (Http1Exception rejected) {
            bytes.position(bytes.limit());
            fail(rejected.error().message() + " (" + rejected.error().section() + ")");
        } catch (IOException impossible) {
            throw new IllegalStateException("a listener throws no IOException", impossible);
        }
    }

    /** The server has closed its sending side. */
    public void receiveEof() {
        if (decoder != null && decoder.isCloseDelimited()) {
            endResponse();
        }
        fail("the connection ended before the response did (RFC 9112 §8)");
    }

    /** The socket is unusable: fails all pending requests. */
    public void abort() {
        fail("the connection was lost");
    }

    private void receiveHead(ByteBuffer bytes) throws Http1Exception, IOException {
        Optional<ResponseHead> next = nextHead(bytes);
        if (next.isEmpty()) {
            return;
        }
        ResponseHead head = next.get();
        PendingRequest first = pending.element();
        if (head.status().isInformational()) {
            first.listener().onInterimResponse(head);
            return;
        }
        BodyFraming framing = FramingRules.ofResponse(head, first.method());
        lastResponse = framing instanceof BodyFraming.CloseDelimited
                || Persistence.of(head.version(), head.headers()) == Persistence.CLOSE;
        if (lastResponse) {
            open = false;
        }
        first.listener().onHead(head);
        decoder = FramingRules.decoder(framing, limits);
        if (decoder.isDone()) {
            endResponse();
        }
    }

    /** Returns the next head, from the cache or parsed; empty when it is incomplete. */
    private Optional<ResponseHead> nextHead(ByteBuffer bytes) throws Http1Exception {
        Optional<ResponseHead> cached = headBuffer.isEmpty() ? headCache.match(bytes) : Optional.empty();
        if (cached.isPresent()) {
            headBuffer.reset();
            return cached;
        }
        byte[] head = headBuffer.accumulate(bytes);
        return head.length == 0 ? Optional.empty() : headCache.put(head, ResponseHeadParser.parse(head, limits));
    }

    private void receiveBody(ByteBuffer bytes) throws Http1Exception, IOException {
        ResponseListener listener = pending.element().listener();
        decoder.decode(bytes, listener::onContent);
        if (decoder.isDone()) {
            endResponse();
        }
    }

    private void endResponse() {
        Headers trailers = decoder.trailers();
        decoder = null;
        ResponseListener listener = pending.remove().listener();
        if (trailers.size() > 0) {
            listener.onTrailers(trailers);
        }
        listener.onComplete();
        if (lastResponse) {
            // RFC 9112 §9.6: no response follows one with the close option.
            fail("server closed the connection after a previous response (RFC 9112 §9.6)");
        }
    }

    private void fail(String reason) {
        open = false;
        decoder = null;
        for (PendingRequest next = pending.poll(); next != null; next = pending.poll()) {
            next.listener().onFailure(reason);
        }
        output.abort();
    }
}
