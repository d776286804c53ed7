package dev.roundhouse.http.hpack;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Field blocks and field lists in the notation of the tests. */
final class HpackBlocks {
    private HpackBlocks() {}

    /** Bytes in hexadecimal digits, which spaces may separate. */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Fields from names and values in turn. */
    static List<HpackField> fields(String... namesAndValues) {
        List<HpackField> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new HpackField(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
    }

    /** A decoder with limits that no test reaches by accident. */
    static HpackDecoder decoder(int maxTableBytes) {
        return new HpackDecoder(maxTableBytes, 1 << 20, 1 << 16);
    }

    /** Decodes a block that is within the limits. */
    static List<HpackField> decode(HpackDecoder decoder, byte[] block) throws HpackException {
        List<HpackField> fields = new ArrayList<>();
        if (!decoder.decode(block, 0, block.length, fields::add)) {
            throw new AssertionError("beyond the limits: " + hex(block));
        }
        return fields;
    }

    static List<HpackField> decode(HpackDecoder decoder, String hex) throws HpackException {
        return decode(decoder, bytes(hex));
    }
}
