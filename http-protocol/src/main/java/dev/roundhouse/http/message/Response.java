package dev.roundhouse.http.message;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A response. Immutable; a response that is sent more than once keeps its encoded head.
 *
 * <pre>{@code
 * Response missing = Response.plain(Status.NOT_FOUND, "No such page.").with("Cache-Control", "no-store");
 * Response page = new Response(Status.OK, Headers.of("Content-Type", "text/html"), Body.of("<p>Hello"));
 * }</pre>
 *
 * <p>{@code Content-Length}, {@code Transfer-Encoding}, {@code Connection}, {@code Date} and {@code Server} are set by the
 * connection, and must not be in the headers: only the connection decides how a message is framed.
 */
public final class Response implements Reply {
    private static final Headers.FieldNameSet RESERVED_FIELDS = Headers.FieldNameSet.of(
            FieldName.CONTENT_LENGTH,
            FieldName.TRANSFER_ENCODING,
            FieldName.CONNECTION,
            FieldName.DATE,
            FieldName.SERVER);

    private final Status status;
    private final Headers headers;
    private final Body body;

    /**
     * The encoded heads, newest first; null when there are none. Set without synchronization, as {@code String} does with
     * its hash: a thread that does not see the value of another one encodes the head again.
     */
    private EncodedHead encodedHeads;

    /** An encoded head. All fields are final, so that a thread that sees the object sees its content. */
    private static final class EncodedHead {
        private final HeadEncoder<?> encoder;
        private final Object head;
        private final EncodedHead next;

        private EncodedHead(HeadEncoder<?> encoder, Object head, EncodedHead next) {
            this.encoder = encoder;
            this.head = head;
            this.next = next;
        }
    }

    /**
     * Creates a response.
     *
     * @throws IllegalArgumentException when the headers contain one that the connection sets, or the status is informational: the
     *     client would take the response to its next request for this one
     */
    public Response(Status status, Headers headers, Body body) {
        if (headers.containsAny(RESERVED_FIELDS)) {
            throw new IllegalArgumentException(
                    "Content-Length, Transfer-Encoding, Connection, Date and Server are set by the connection and must not be in the headers: "
                            + headers);
        }
        if (status.isInformational()) {
            throw new IllegalArgumentException("not a final status: " + status + " (RFC 9110 §15.2)");
        }
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Returns a response without headers and content. */
    public static Response of(Status status) {
        return new Response(status, Headers.EMPTY, Body.empty());
    }

    /** Returns a response of plain text; a line end is appended, which {@link Body#of(String)} does not do. */
    public static Response plain(Status status, String text) {
        return new Response(status, Headers.of("Content-Type", "text/plain; charset=utf-8"), Body.of(text + "\n"));
    }

    /** The status. */
    public Status status() {
        return status;
    }

    /** The headers, without those that the connection sets. */
    public Headers headers() {
        return headers;
    }

    /** The content; the connection closes it when it has the response. */
    public Body body() {
        return body;
    }

    /** Returns this response with one more header. */
    public Response with(FieldName name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /** Returns this response with one more header. */
    public Response with(String name, String value) {
        return with(FieldName.of(name), value);
    }

    /** Returns this response with another body. */
    public Response with(Body other) {
        return new Response(status, headers, other);
    }

    @Override
    public Response map(UnaryOperator<Response> change) {
        boolean changed = false;
        try {
            Response response = Objects.requireNonNull(change.apply(this), "the change of a response returned null");
            changed = true;
            return response;
        } finally {
            if (!changed) {
                release();
            }
        }
    }

    @Override
    public void release() {
        body.close();
    }

    /**
     * Returns the head in the format of the encoder. It is encoded once for each encoder, and kept with this response.
     *
     * @param encoder the only instance for its format
     */
    @SuppressWarnings("unchecked") // The encoder that is the key made the head.
    public <T> T encodedHead(HeadEncoder<T> encoder) {
        EncodedHead newest = encodedHeads;
        for (EncodedHead cached = newest; cached != null; cached = cached.next) {
            if (cached.encoder == encoder) {
                return (T) cached.head;
            }
        }
        T head = encoder.encode(this);
        encodedHeads = new EncodedHead(encoder, head, newest);
        return head;
    }

    @Override
    public String toString() {
        return status + " " + headers;
    }
}
