package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.codec.HeadBuffer;
import dev.roundhouse.http.h1.codec.Http1Exception;
import dev.roundhouse.http.h1.codec.RequestHead;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes heads of octets: recognises the one that this client sent last, or one that some client sent lately, and reads the
 * others. All three ways come to the same, since what a head means follows from its octets and the limits alone.
 */
final class HeadReader {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final Http1Limits limits;
    private final RequestHeadCache cache;
    private final HeadBuffer buffer;

    /** What this client said the last time, which is what it will most probably say next. */
    private RequestHeadCache.CachedHead last = RequestHeadCache.CachedHead.EMPTY;

    HeadReader(Http1Limits limits, RequestHeadCache recent) {
        this.limits = limits;
        this.cache = recent;
        this.buffer = HeadBuffer.forHeads(limits);
    }

    /** Takes octets as far as they belong to a head; nothing when it is not whole, and then all were taken. */
    Optional<RequestHead> read(ByteBuffer bytes) {
        if (buffer.isEmpty() && last.isPrefixOf(bytes)) {
            buffer.reset();
            return Optional.of(last.consumeFrom(bytes));
        }
        try {
            byte[] octets = buffer.accumulate(bytes);
            return octets.length == 0 ? Optional.empty() : Optional.of(parse(octets));
        } catch (Http1Exception refused) {
            return Optional.of(new RequestHead.Rejected(refused.error(), buffer.line(bytes)));
        }
    }

    private RequestHead parse(byte[] bytes) {
        last = cache.get(bytes);
        if (last.head() != null) {
            return last.head();
        }
        RequestHead head = RequestHead.parse(bytes, limits);
        if (head instanceof RequestHead.Accepted accepted) {
            last = cache.put(bytes, accepted);
        }
        return head;
    }

    /** Whether no octet of a head has come; empty lines before it, and half of one, are none. RFC 9112 §2.2 */
    boolean isBlank() {
        return buffer.isBlank();
    }

    /** What was read of the request line of the head that has begun. */
    RequestLine line() {
        return buffer.line(EMPTY);
    }
}
