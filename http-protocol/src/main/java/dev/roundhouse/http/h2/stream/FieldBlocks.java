package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackOutput;
import dev.roundhouse.http.message.Headers;

/** Encodes fields as parts of field blocks that refer to no dynamic table, so that any connection can send them. RFC 7541 §6 */
public final class FieldBlocks {
    /** An update of the size of the dynamic table to 0. RFC 7541 §4.2 */
    private static final byte TABLE_SIZE_ZERO = 0x20;

    private FieldBlocks() {}

    /** The first block of a connection, which announces to the peer that there is no dynamic table. */
    static byte[] withoutTable(byte[] fields) {
        byte[] first = new byte[1 + fields.length];
        first[0] = TABLE_SIZE_ZERO;
        System.arraycopy(fields, 0, first, 1, fields.length);
        return first;
    }

    /** Encodes fields. */
    public static byte[] encode(Headers fields) {
        HpackOutput block = new HpackOutput();
        append(block, fields);
        return block.toByteArray();
    }

    /** Appends fields to a block. */
    public static void append(HpackOutput block, Headers fields) {
        for (Headers.FieldLine line : fields) {
            HpackEncoder.encodeStateless(line.name(), line.value(), block);
        }
    }
}
