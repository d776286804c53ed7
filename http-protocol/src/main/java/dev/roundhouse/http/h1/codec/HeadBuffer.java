package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects the bytes of a head or of a trailer section up to the empty line that ends it, within the limits. A head that is
 * received at once is copied once, into an array of its size.
 */
public final class HeadBuffer {
    /**
     * RFC 9112 §2.2: a server SHOULD ignore at least one empty line before a request line. Two are ignored, which covers the
     * stray CRLF of old clients; more are rejected.
     */
    static final int MAX_EMPTY_LINES = 2;

    private static final byte[] EMPTY = new byte[0];
    private static final int IN_START_LINE = -1;
    private static final int LINE_END_BYTES = 2;

    private final int maxStartLineBytes;
    private final int maxFieldBytes;
    private final int initialFieldsStart;

    private byte[] buffer = EMPTY;
    private int length;
    private int lineStart;
    private int fieldsStart;
    private int emptyLines;

    private HeadBuffer(int startLineLimit, int fieldsLimit, int fieldsBegin) {
        this.maxStartLineBytes = startLineLimit;
        this.maxFieldBytes = fieldsLimit;
        this.initialFieldsStart = fieldsBegin;
        this.fieldsStart = fieldsBegin;
    }

    /** For heads of requests and responses. */
    public static HeadBuffer forHeads(Http1Limits limits) {
        return new HeadBuffer(limits.requestLineBytes(), limits.common().fieldBytes(), IN_START_LINE);
    }

    /** For trailer sections, which have no start line. */
    static HeadBuffer forTrailers(Http1Limits limits) {
        return new HeadBuffer(0, limits.common().fieldBytes(), 0);
    }

    /** Whether no byte of a head has been received. Empty lines before it do not count. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether only empty lines have been received, of which the last one may be incomplete. */
    public boolean isBlank() {
        return length == 0 || (length == 1 && buffer[0] == HttpGrammar.CR);
    }

    /**
     * The request line of an incomplete or rejected head, as far as it was read.
     *
     * @param rest the bytes that {@link #accumulate} did not consume
     */
    public RequestLine line(ByteBuffer rest) {
        if (emptyLines > MAX_EMPTY_LINES) {
            return RequestLine.NONE;
        }
        int base = length - rest.position();
        int end = Math.min(length + rest.remaining(), maxStartLineBytes);
        byte[] line = new byte[end];
        for (int at = 0; at < end; at++) {
            line[at] = byteAt(rest, at, base);
        }
        return RequestHeadParser.lineOf(line);
    }

    /**
     * Consumes bytes up to and including the empty line.
     *
     * @return the head with its empty line; or an empty array when it is incomplete, and then all bytes were consumed
     */
    public byte[] accumulate(ByteBuffer bytes) throws Http1Exception {
        if (initialFieldsStart == IN_START_LINE) {
            skipEmptyLines(bytes);
        }
        int start = bytes.position();
        int base = length - start;
        for (int at = start; at < bytes.limit(); at++) {
            if (bytes.get(at) == HttpGrammar.LF && endsHead(bytes, at, base)) {
                return completeHead(bytes, at + 1 - start);
            }
        }
        append(bytes, bytes.remaining());
        checkLimits(length, bytes, base);
        return EMPTY;
    }

    private void skipEmptyLines(ByteBuffer bytes) throws Http1Exception {
        while (length <= 1 && bytes.hasRemaining()) {
            byte next = bytes.get(bytes.position());
            if (length == 0 && next == HttpGrammar.CR) {
                append(bytes, 1);
            } else if (length == 1 && buffer[0] == HttpGrammar.CR && next == HttpGrammar.LF) {
                bytes.get();
                length = 0;
                if (++emptyLines > MAX_EMPTY_LINES) {
                    throw new Http1Exception(Http1Error.TOO_MANY_EMPTY_LINES);
                }
            } else {
                return;
            }
        }
    }

    /** Whether a line feed ends the head. */
    private boolean endsHead(ByteBuffer bytes, int at, int base) throws Http1Exception {
        int position = base + at;
        // Limits first, so that the error does not depend on how the head was split.
        checkLimits(position + 1, bytes, base);
        if (position == 0 || byteAt(bytes, position - 1, base) != HttpGrammar.CR) {
            throw new Http1Exception(Http1Error.BARE_LF);
        }
        boolean empty = position - 1 == lineStart;
        lineStart = position + 1;
        if (fieldsStart == IN_START_LINE) {
            fieldsStart = lineStart;
        }
        return empty;
    }

    private byte byteAt(ByteBuffer bytes, int position, int base) {
        return position < length ? buffer[position] : bytes.get(position - base);
    }

    private void checkLimits(int size, ByteBuffer bytes, int base) throws Http1Exception {
        if (fieldsStart == IN_START_LINE) {
            if (size > maxStartLineBytes + LINE_END_BYTES) {
                throw new Http1Exception(
                        hasMethod(bytes, base) ? Http1Error.REQUEST_LINE_TOO_LONG : Http1Error.METHOD_TOO_LONG);
            }
        } else if (size - fieldsStart > maxFieldBytes + LINE_END_BYTES) {
            throw new Http1Exception(Http1Error.FIELDS_TOO_LARGE);
        }
    }

    /** Whether the start line, which is too long, has at least a method. RFC 9112 §3 distinguishes the two cases. */
    private boolean hasMethod(ByteBuffer bytes, int base) {
        int at = 0;
        while (at < maxStartLineBytes && byteAt(bytes, at, base) != HttpGrammar.SP) {
            at++;
        }
        return at < maxStartLineBytes;
    }

    private byte[] completeHead(ByteBuffer bytes, int count) {
        byte[] head;
        if (length == 0) {
            head = new byte[count];
            bytes.get(head);
        } else {
            append(bytes, count);
            head = Arrays.copyOf(buffer, length);
        }
        reset();
        return head;
    }

    /** Drops what was collected, including empty lines. The next byte begins another head. */
    public void reset() {
        buffer = EMPTY;
        length = 0;
        lineStart = 0;
        fieldsStart = initialFieldsStart;
        emptyLines = 0;
    }

    private void append(ByteBuffer bytes, int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + count, 2 * buffer.length));
        }
        bytes.get(buffer, length, count);
        length += count;
    }
}
