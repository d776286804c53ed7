package dev.roundhouse.http.message;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An answer. Immutable, and worth keeping: a response that is sent again is the same object again, which remembers its
 * encoded head.
 *
 * <p>{@code Content-Length}, {@code Transfer-Encoding}, {@code Connection}, {@code Date} and {@code Server} belong to the
 * engine, and a response that brings one is refused when it is built: so the framing of messages can be wrong in one place
 * only.
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
    private CachedHead cachedHead;

    /** An encoded head. All fields are final, so that a thread that sees the object sees its content. */
    private static final class CachedHead {
        private final HeadEncoder<?> encoder;
        private final Object head;
        private final CachedHead next;

        private CachedHead(HeadEncoder<?> encoder, Object head, CachedHead next) {
            this.encoder = encoder;
            this.head = head;
            this.next = next;
        }
    }

    /**
     * A response of these parts.
     *
     * @throws IllegalArgumentException when the headers hold a field that the engine alone writes
     */
    public Response(Status status, Headers headers, Body body) {
        if (headers.containsAny(RESERVED_FIELDS)) {
            throw new IllegalArgumentException(
                    "Content-Length, Transfer-Encoding, Connection, Date and Server are set by the connection and must not be in the headers: "
                            + headers);
        }
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A response without fields and without content. */
    public static Response of(Status status) {
        return new Response(status, Headers.EMPTY, Body.empty());
    }

    /** A short text for people, with the line end that terminals want. */
    public static Response plain(Status status, String text) {
        return new Response(status, Headers.of("Content-Type", "text/plain; charset=utf-8"), Body.of(text + "\n"));
    }

    /** The status. */
    public Status status() {
        return status;
    }

    /** The fields, without those that the engine writes. */
    public Headers headers() {
        return headers;
    }

    /** The content; it is closed by the engine when the response is handed to it. */
    public Body body() {
        return body;
    }

    /** This response with one more field. */
    public Response with(FieldName name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /** This response with one more field. */
    public Response with(String name, String value) {
        return with(FieldName.of(name), value);
    }

    /** This response with other content. */
    public Response with(Body other) {
        return new Response(status, headers, other);
    }

    @Override
    public Response map(UnaryOperator<Response> change) {
        boolean changed = false;
        try {
            Response response = Objects.requireNonNull(change.apply(this), "a response becomes another one");
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
        CachedHead newest = cachedHead;
        for (CachedHead cached = newest; cached != null; cached = cached.next) {
            if (cached.encoder == encoder) {
                return (T) cached.head;
            }
        }
        T head = encoder.encode(this);
        cachedHead = new CachedHead(encoder, head, newest);
        return head;
    }

    @Override
    public String toString() {
        return status + " " + headers;
    }
}
