package dev.roundhouse.http.h2.stream;

import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackOutput;
import dev.roundhouse.http.message.Headers;

/** Encodes fields as parts of field blocks that refer to no dynamic table, so that any connection can send them. RFC 7541 §6 */
public final class FieldBlocks {
    private FieldBlocks() {}

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
