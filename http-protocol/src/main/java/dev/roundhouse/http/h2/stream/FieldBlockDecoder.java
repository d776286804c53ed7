package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.hpack.FieldReceiver;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Decodes the field blocks of one peer, in their order. A block that equals the last one and refers to the same table has the same
 * fields: a peer that repeats a message gets the same immutable result.
 *
 * @param <H> the type of the head of a message
 */
public final class FieldBlockDecoder<H> {
    /** The size of the dynamic table before it is changed, which it is not. RFC 9113 §6.5.2 */
    private static final int TABLE_BYTES = 4096;

    /** The number of pseudo-header fields, which are not counted among those that the limit is for. */
    private static final int PSEUDO_HEADERS = 4;

    private static final int MAX_REMEMBERED = 512;
    private static final byte[] NONE = {};

    private final HpackDecoder hpack;
    private final Supplier<? extends HeadReceiver<H>> receivers;

    private byte[] lastBlock = NONE;
    private boolean lastEndStream;
    private long lastChanges;

    /** Null until a block has been decoded. */
    private H lastHead;

    /**
     * Receives the fields of a head, and makes it of them.
     *
     * @param <H> the type of the head
     */
    public interface HeadReceiver<H> extends FieldReceiver {
        /**
         * The head, valid or not, when all fields have been received.
         *
         * @param isComplete whether all fields are there, or there were too many
         * @param endStream whether the message has no content
         */
        H result(boolean isComplete, boolean endStream);
    }

    /**
     * Creates the decoder of a connection.
     *
     * @param receivers called for each head
     */
    public FieldBlockDecoder(Http2Limits limits, Supplier<? extends HeadReceiver<H>> receivers) {
        this.receivers = receivers;
        this.hpack = new HpackDecoder(
                TABLE_BYTES, limits.listBytes(), limits.common().fields() + PSEUDO_HEADERS);
    }

    /**
     * Decodes the block of a head.
     *
     * @throws Http2Exception if it cannot be decompressed, which ends the connection
     */
    public H decodeHead(byte[] bytes, int from, int to, boolean endStream) throws Http2Exception {
        long changes = hpack.changes();
        if (lastHead != null
                && changes == lastChanges
                && endStream == lastEndStream
                && Arrays.equals(bytes, from, to, lastBlock, 0, lastBlock.length)) {
            return lastHead;
        }
        HeadReceiver<H> fields = receivers.get();
        H head = fields.result(decode(bytes, from, to, fields), endStream);
        if (hpack.changes() == changes && to - from <= MAX_REMEMBERED) {
            lastBlock = Arrays.copyOfRange(bytes, from, to);
            lastEndStream = endStream;
            lastChanges = changes;
            lastHead = head;
        }
        return head;
    }

    private boolean decode(byte[] bytes, int from, int to, FieldReceiver receiver) throws Http2Exception {
        try {
            return hpack.decode(bytes, from, to, receiver);
        } catch (HpackException malformed) {
            throw new Http2Exception(Http2Error.HEADER_COMPRESSION_INVALID);
        }
    }

    /**
     * Decodes a block that is not needed, because the table is shared by all.
     *
     * @throws Http2Exception if it cannot be decompressed, which ends the connection
     */
    public void skip(byte[] bytes, int from, int to) throws Http2Exception {
        decode(bytes, from, to, field -> {});
    }

    /**
     * Decodes the block of trailers.
     *
     * @throws Http2Exception if it cannot be decompressed, which ends the connection
     */
    public TrailerSection decodeTrailers(byte[] bytes, int from, int to) throws Http2Exception {
        TrailerSection trailers = new TrailerSection();
        if (!decode(bytes, from, to, trailers)) {
            trailers.reject(Http2Error.FIELDS_TOO_LARGE);
        }
        return trailers;
    }
}
