package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Status;
import java.util.Optional;

/**
 * The summary of a request and its response, for logs and metrics.
 *
 * @param request the request, or empty when its head was rejected
 * @param line the request line, as far as it was read, of a request whose head was rejected; {@link RequestLine#NONE} for others
 * @param status the status of the response
 * @param protocolError the name of the protocol error, or empty
 * @param bytesSent number of bytes of the response that were sent, including its head
 * @param bodyBytes number of body bytes among them, without chunk framing
 * @param isComplete whether the response was sent completely; false when the connection was aborted
 * @param startedNanos when the head had been received, in the nanoseconds of the connection
 * @param completedNanos when the last byte was sent
 */
public record CompletedExchange(
        Optional<Request> request,
        RequestLine line,
        Status status,
        String protocolError,
        long bytesSent,
        long bodyBytes,
        boolean isComplete,
        long startedNanos,
        long completedNanos) {}
