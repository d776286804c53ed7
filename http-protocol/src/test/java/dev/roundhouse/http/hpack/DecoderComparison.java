package dev.roundhouse.http.hpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** A decoder and the reference decoder, which receive the same blocks and must have the same results and tables. */
final class DecoderComparison {
    private final HpackDecoder decoder;
    private final ReferenceHpackDecoder reference;

    DecoderComparison(int maxTableBytes, int maxListBytes, int maxFields) {
        decoder = new HpackDecoder(maxTableBytes, maxListBytes, maxFields);
        reference = new ReferenceHpackDecoder(maxTableBytes, maxListBytes, maxFields);
    }

    void setMaxTableBytes(int bytes) {
        decoder.setMaxTableBytes(bytes);
        reference.setMaxTableBytes(bytes);
    }

    /** Decodes a block, and returns false if both rejected it, with the same error: then they cannot be used again. */
    boolean decode(byte[] block) {
        List<HpackField> tableBefore = List.copyOf(reference.table());
        long changesBefore = decoder.changes();
        List<HpackField> fields = new ArrayList<>();
        String input = HpackBlocks.hex(block);
        try {
            ReferenceHpackDecoder.FieldList expected = reference.decode(block);
            assertEquals(expected.isComplete(), decode(block, fields, input), input);
            assertEquals(expected.fields(), fields, input);
        } catch (HpackException e) {
            assertEquals(e.error(), error(block, fields), input);
            return false;
        }
        assertEquals(reference.table(), decoder.table(), input);
        assertTrue(decoder.changes() > changesBefore || tableBefore.equals(reference.table()), input);
        return true;
    }

    private boolean decode(byte[] block, List<HpackField> fields, String input) {
        try {
            return decoder.decode(block, 0, block.length, fields::add);
        } catch (HpackException e) {
            throw new AssertionError(e.error() + ": " + input, e);
        }
    }

    private HpackError error(byte[] block, List<HpackField> fields) {
        try {
            decoder.decode(block, 0, block.length, fields::add);
            return null;
        } catch (HpackException e) {
            return e.error();
        }
    }
}
