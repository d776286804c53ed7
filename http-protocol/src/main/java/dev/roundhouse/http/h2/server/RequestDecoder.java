package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.h2.Http2Error;
import dev.roundhouse.http.h2.Http2Exception;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.hpack.FieldReceiver;
import dev.roundhouse.http.hpack.HpackDecoder;
import dev.roundhouse.http.hpack.HpackException;
import dev.roundhouse.http.hpack.HpackField;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.TrailerFields;
import java.util.Arrays;

/**
 * Decodes the field blocks of one client, in their order. A block that equals the last one and refers to the same table has the same
 * fields: a client that repeats a request gets the same immutable result.
 */
final class RequestDecoder {
    /** The size of the dynamic table before it is changed, which it is not. RFC 9113 §6.5.2 */
    private static final int TABLE_BYTES = 4096;

    private static final int MAX_REMEMBERED = 512;
    private static final byte[] NONE = {};

    private final Http2Limits limits;
    private final HpackDecoder hpack;

    private byte[] lastBlock = NONE;
    private boolean lastEndStream;
    private long lastChanges;
    /** Null until a block has been decoded. */
    private DecodedHead lastHead;

    RequestDecoder(Http2Limits limits) {
        this.limits = limits;
        // Pseudo-header fields are not counted among those that the limit is for.
        this.hpack = new HpackDecoder(
                TABLE_BYTES, limits.listBytes(), limits.common().fields() + 4);
    }

    /**
     * Decodes the block of a request.
     *
     * @throws Http2Exception if it cannot be decompressed, which ends the connection
     */
    DecodedHead decodeHead(byte[] bytes, int from, int to, boolean endStream) throws Http2Exception {
        long changes = hpack.changes();
        if (lastHead != null
                && changes == lastChanges
                && endStream == lastEndStream
                && Arrays.equals(bytes, from, to, lastBlock, 0, lastBlock.length)) {
            return lastHead;
        }
        RequestFields fields = new RequestFields(limits);
        DecodedHead head = fields.result(decode(bytes, from, to, fields), endStream);
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

    /** Decodes a block that is not needed, because the table is shared by all. */
    void skip(byte[] bytes, int from, int to) throws Http2Exception {
        decode(bytes, from, to, field -> {});
    }

    /** The fields after the content. RFC 9113 §8.1 */
    static final class Trailers {
        private final Headers.Builder fields = Headers.builder();

        /** Null if they are valid. */
        private Http2Error error;

        private void receive(HpackField field) {
            if (error != null) {
                return;
            }
            try {
                if (field.name().startsWith(":")) {
                    throw new Http2Exception(Http2Error.PSEUDO_HEADER_INVALID);
                }
                fields.addParsed(FieldRules.check(field), field.value());
            } catch (Http2Exception violation) {
                error = violation.error();
            }
        }

        /** The fields that may be trailers. */
        Headers fields() {
            return TrailerFields.allowedOf(fields.build());
        }

        /** The violated rule; null if there is none. */
        Http2Error error() {
            return error;
        }
    }

    /** Decodes the block of trailers. */
    Trailers decodeTrailers(byte[] bytes, int from, int to) throws Http2Exception {
        Trailers trailers = new Trailers();
        if (!decode(bytes, from, to, trailers::receive) && trailers.error == null) {
            trailers.error = Http2Error.FIELDS_TOO_LARGE;
        }
        return trailers;
    }
}
