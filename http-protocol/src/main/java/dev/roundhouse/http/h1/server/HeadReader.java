package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.HeadBuffer;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.RequestHead;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads request heads: finds the last head of this client or a recent one of any client in a cache, and parses the others. The
 * result is the same, since it depends only on the bytes of the head and the limits.
 */
final class HeadReader {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Http1Limits limits;
    private final RequestHeadCache cache;
    private final HeadBuffer buffer;

    /** The last head of this client, which is probably the next one, too. */
    private RequestHeadCache.CachedHead last = RequestHeadCache.CachedHead.EMPTY;

    HeadReader(Http1Limits limits, RequestHeadCache recent) {
        this.limits = limits;
        this.cache = recent;
        this.buffer = HeadBuffer.forHeads(limits);
    }

    /** Consumes bytes up to the end of a head. Returns empty when the head is incomplete; then all bytes were consumed. */
    Optional<RequestHead> read(ByteBuffer bytes) {
        if (buffer.isEmpty() && last.isPrefixOf(bytes)) {
            buffer.reset();
            return last.consumeFrom(bytes);
        }
        try {
            byte[] head = buffer.accumulate(bytes);
            return head.length == 0 ? Optional.empty() : parse(head);
        } catch (Http1Exception rejected) {
            return Optional.of(new RequestHead.Rejected(rejected.error(), buffer.line(bytes)));
        }
    }

    private Optional<RequestHead> parse(byte[] bytes) {
        last = cache.get(bytes);
        if (last.head().isPresent()) {
            return last.head();
        }
        RequestHead head = RequestHead.parse(bytes, limits);
        if (head instanceof RequestHead.Accepted accepted) {
            last = cache.put(bytes, accepted);
        }
        return Optional.of(head);
    }

    /** Whether no byte of a head has been received. Empty lines before it, and a part of one, do not count. RFC 9112 §2.2 */
    boolean isBlank() {
        return buffer.isBlank();
    }

    /** The request line of the incomplete head, as far as it was read. */
    RequestLine line() {
        return buffer.line(EMPTY);
    }
}
