package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Status;
import java.util.Optional;

/** The summary of a request and its response, for logs and metrics. Immutable. */
public final class CompletedExchange {
    /** Null when the head was rejected: an {@code Optional} would be one more object for each request. */
    private final Request request;

    private final RequestLine line;
    private final Status status;
    private final String protocolError;
    private final long bytesSent;
    private final long bodyBytes;
    private final boolean isComplete;
    private final long startedNanos;
    private final long completedNanos;

    /**
     * Creates a summary.
     *
     * @param request null when its head was rejected
     */
    public CompletedExchange(
            Request request,
            RequestLine line,
            Status status,
            String protocolError,
            long bytesSent,
            long bodyBytes,
            boolean isComplete,
            long startedNanos,
            long completedNanos) {
        this.request = request;
        this.line = line;
        this.status = status;
        this.protocolError = protocolError;
        this.bytesSent = bytesSent;
        this.bodyBytes = bodyBytes;
        this.isComplete = isComplete;
        this.startedNanos = startedNanos;
        this.completedNanos = completedNanos;
    }

    /** The request, or empty when its head was rejected. */
    public Optional<Request> request() {
        return Optional.ofNullable(request);
    }

    /**
     * The request line, as far as it was read, of a request whose head was rejected; {@link RequestLine#NONE} for others.
     */
    public RequestLine line() {
        return line;
    }

    /** The status of the response. */
    public Status status() {
        return status;
    }

    /** The name of the protocol error, or empty. */
    public String protocolError() {
        return protocolError;
    }

    /** Number of bytes of the response that were sent, including its head. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Number of body bytes among them, without chunk framing. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Whether the response was sent completely; false when the connection was aborted. */
    public boolean isComplete() {
        return isComplete;
    }

    /** When the head had been received, in the nanoseconds of the connection. */
    public long startedNanos() {
        return startedNanos;
    }

    /** When the last byte was sent, in the nanoseconds of the connection. */
    public long completedNanos() {
        return completedNanos;
    }

    @Override
    public String toString() {
        return (request == null ? line : request.id()) + " " + status + ", " + bytesSent + " bytes"
                + (isComplete ? "" : ", aborted");
    }
}
