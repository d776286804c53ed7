package dev.roundhouse.http.message;

import dev.roundhouse.http.grammar.HttpGrammar;
import java.io.ByteArrayOutputStream;
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

    /** A racy memo of one immutable value, as {@code String.hashCode} is: whoever loses the race computes it again. */
    private EncodedHead cachedHead;

    /** Wraps the octets in a final field, so that a racing reader sees all of them or none. */
    private static final class EncodedHead {
        private final byte[] bytes;

        private EncodedHead(byte[] bytes) {
            this.bytes = bytes;
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
     * The beginning of the head in the form of HTTP/1.1: status line, fields, and Content-Length where it is known and
     * allowed (RFC 9110 §8.6). Connection, Date and the empty line are still to come. Encoded once; not to be changed.
     */
    public byte[] encodedHead() {
        EncodedHead encodedHead = cachedHead;
        if (encodedHead == null) {
            encodedHead = new EncodedHead(encodeHead());
            cachedHead = encodedHead;
        }
        return encodedHead.bytes;
    }

    private byte[] encodeHead() {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        head.writeBytes(HttpGrammar.encode("HTTP/1.1 " + status.code() + " " + status.reason() + "\r\n"));
        head.writeBytes(headers.encoded());
        if (body.length() >= 0 && !status.hasNoContent()) {
            head.writeBytes(HttpGrammar.encode("Content-Length: " + body.length() + "\r\n"));
        }
        return head.toByteArray();
    }

    @Override
    public String toString() {
        return status + " " + headers;
    }
}
