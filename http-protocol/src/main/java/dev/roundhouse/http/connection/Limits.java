package dev.roundhouse.http.connection;

/**
 * Limits of a connection that every version of HTTP has. A request beyond one of them gets an error of its own. Together
 * with the limits of the version they bound the memory of a connection.
 *
 * @param fields number of headers of a request, and of its trailers; more get 431
 * @param fieldBytes bytes of all headers of a request, and of its trailers; more get 431
 * @param bodyBytes bytes of a request body; more get 413
 * @param requests number of requests on one connection; the last response announces that the connection is closed
 */
public record Limits(int fields, int fieldBytes, long bodyBytes, long requests) {
    /** Suitable for a file server on the public Internet. */
    public static final Limits DEFAULT = new Limits(100, 32 << 10, 1 << 20, Long.MAX_VALUE);

    /** @throws IllegalArgumentException for a negative limit, headers of no byte, or no request */
    public Limits {
        if (fieldBytes < 1 || requests < 1) {
            throw new IllegalArgumentException("fieldBytes and requests must be at least 1");
        }
        if (fields < 0 || bodyBytes < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** Returns these limits with another maximum size of request bodies. */
    public Limits withBodyBytes(long bytes) {
        return new Limits(fields, fieldBytes, bytes, requests);
    }

    /** Returns these limits with another maximum number of requests. */
    public Limits withRequests(long count) {
        return new Limits(fields, fieldBytes, bodyBytes, count);
    }
}
