package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;

/** Writes the responses of one connection to its output, and decides which of them is the last. RFC 9112 §9.3 */
final class ResponseSender {
    private final long maxRequests;
    private final ServerFields serverFields;
    private final ConnectionTimers timers;
    private final ConnectionLifecycle lifecycle;
    private final OutputQueue output;

    private Persistence persistence = Persistence.KEEP_ALIVE;
    private long requestCount;

    ResponseSender(
            Http1Limits limits,
            ServerFields serverFields,
            ConnectionTimers timers,
            ConnectionLifecycle lifecycle,
            OutputQueue output) {
        this.maxRequests = limits.common().requests();
        this.serverFields = serverFields;
        this.timers = timers;
        this.lifecycle = lifecycle;
        this.output = output;
    }

    /** Whether enough responses are waiting to be sent: no further request is read until some have been. */
    boolean isFull() {
        return output.isFull();
    }

    /** The number of the request that is replied to next, from 1. */
    int nextRequestNumber() {
        return (int) requestCount + 1;
    }

    /** Whether the last response has been written. */
    boolean hasSentLast() {
        return persistence == Persistence.CLOSE;
    }

    /** Writes 100 (Continue), so that the client sends its body. RFC 9110 §15.2.1 */
    void sendContinue(Http1Exchange exchange) {
        startOutput();
        ResponseWriter.writeContinue(output, exchange);
    }

    /** Writes a response, and keeps the connection open after it if client, limits and framing allow. */
    void send(Http1Exchange exchange, Response response) {
        Request request = exchange.request();
        boolean clientKeepsAlive = exchange.head().isKeepAlive();
        requestCount++;
        boolean mayKeepAlive = clientKeepsAlive
                && !lifecycle.isDraining()
                && requestCount < maxRequests
                && ResponseWriter.isSelfDelimiting(response, request.version());
        if (!mayKeepAlive) {
            persistence = Persistence.CLOSE;
            if (clientKeepsAlive) {
                // The client did not announce its last request, so it may be sending the next one already.
                lifecycle.lingerOnClose();
            }
        }
        exchange.setResponse(response);
        write(exchange, request.version());
    }

    /** Writes a response, and closes the connection after it. */
    void sendLast(Http1Exchange exchange, Response response) {
        persistence = Persistence.CLOSE;
        send(exchange, response);
    }

    /** Writes an error response, and closes the connection after it. */
    void sendError(Http1Exchange exchange, Http1Error error) {
        persistence = Persistence.CLOSE;
        exchange.rejectWith(error);
        write(exchange, Version.HTTP_1_1);
        lifecycle.startClosing();
    }

    private void write(Http1Exchange exchange, Version version) {
        startOutput();
        ResponseWriter.write(output, exchange, exchange.isHeadRequest(), version, persistence, serverFields);
    }

    private void startOutput() {
        if (output.isEmpty()) {
            timers.startOutput();
        }
    }
}
