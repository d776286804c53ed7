package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Limits;

/**
 * Limits of an HTTP/1.1 connection: those that every version of HTTP has, and those of the HTTP/1.1 message format.
 *
 * @param common limits of every version
 * @param requestLineBytes bytes of a request line, or of a status line; a longer request line gets 414 (RFC 9112 §3
 *     requires at least 8000)
 * @param discardBytes bytes of a request body that no handler needs, which are read and discarded to keep the
 *     connection; when more follow, the connection is closed (RFC 9112 §9.3)
 * @param chunkExtensionBytes bytes of all chunk extensions of a body; more get 400 (RFC 9112 §7.1.1)
 */
public record Http1Limits(Limits common, int requestLineBytes, long discardBytes, int chunkExtensionBytes) {
    /** Suitable for a file server on the public Internet. */
    public static final Http1Limits DEFAULT = of(Limits.DEFAULT);

    /** @throws IllegalArgumentException for a negative limit, or a request line of no byte */
    public Http1Limits {
        if (requestLineBytes < 1) {
            throw new IllegalArgumentException("requestLineBytes must be at least 1");
        }
        if (discardBytes < 0 || chunkExtensionBytes < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** Returns the default limits of HTTP/1.1 with these common limits. */
    public static Http1Limits of(Limits common) {
        return new Http1Limits(common, 8 << 10, 64 << 10, 1 << 10);
    }
}
