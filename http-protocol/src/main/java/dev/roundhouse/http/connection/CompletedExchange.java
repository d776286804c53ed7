package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Status;
import java.util.Optional;

/**
 * What became of a request.
 *
 * @param request the request, or nothing when its head was refused
 * @param line what was read of the request line of a request whose head was refused; {@link RequestLine#NONE} for others
 * @param status of the answer
 * @param protocolError which rule the peer broke, or empty
 * @param bytesSent how many octets of the answer left, its head included
 * @param bodyBytes how many of them were of the body, chunk framing left out
 * @param isComplete whether all of it left; false when the connection was lost on the way
 * @param startedNanos when the head was complete, in the connection's nanoseconds
 * @param completedNanos when the last octet left
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
