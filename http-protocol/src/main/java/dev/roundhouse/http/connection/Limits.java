package dev.roundhouse.http.connection;

/**
 * How much a peer may ask for. Each bound has a refusal of its own; together they bound the memory of a connection.
 *
 * @param requestLineBytes octets of a request line; longer ones are answered 414 (RFC 9112 §3 wants at least 8000 to be taken)
 * @param fields number of field lines in a head, and in a trailer section; more are answered 431
 * @param fieldBytes octets of all field lines of a head, and of a trailer section; more are answered 431
 * @param bodyBytes octets of a request's body; more are answered 413
 * @param discardBytes octets of a body nobody asked for that are read over to keep the connection; beyond it is closed
 * @param chunkExtensionBytes octets of chunk extensions in one body; more are answered 400
 * @param requests how many requests a connection may carry; the answer to the last one says {@code Connection: close}
 */
public record Limits(
        int requestLineBytes,
        int fields,
        int fieldBytes,
        long bodyBytes,
        long discardBytes,
        int chunkExtensionBytes,
        long requests) {
    /** Right for a file server on the open network. */
    public static final Limits DEFAULT = new Limits(8 << 10, 100, 32 << 10, 1 << 20, 64 << 10, 1 << 10, Long.MAX_VALUE);

    /** @throws IllegalArgumentException for a bound below zero, or a request line or head of no octet */
    public Limits {
        if (requestLineBytes < 1 || fieldBytes < 1 || requests < 1) {
            throw new IllegalArgumentException("requestLineBytes, fieldBytes and requests must be at least 1");
        }
        if (fields < 0 || bodyBytes < 0 || discardBytes < 0 || chunkExtensionBytes < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** These limits with another one for bodies. */
    public Limits withBodyBytes(long bytes) {
        return new Limits(requestLineBytes, fields, fieldBytes, bytes, discardBytes, chunkExtensionBytes, requests);
    }

    /** These limits with another one for the number of requests. */
    public Limits withRequests(long count) {
        return new Limits(requestLineBytes, fields, fieldBytes, bodyBytes, discardBytes, chunkExtensionBytes, count);
    }
}
