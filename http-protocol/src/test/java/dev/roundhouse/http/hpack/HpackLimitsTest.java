package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.decode;
import static dev.roundhouse.http.hpack.HpackBlocks.decoder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small blocks that stand for large field lists. */
class HpackLimitsTest {
    private static final int MAX_LIST_BYTES = 16_384;
    private static final int MAX_FIELDS = 100;

    private final HpackDecoder decoder = new HpackDecoder(4096, MAX_LIST_BYTES, MAX_FIELDS);
    private final List<HpackField> received = new ArrayList<>();

    private boolean isComplete(byte[] block) throws HpackException {
        received.clear();
        return decoder.decode(block, 0, block.length, received::add);
    }

    private boolean isComplete(String hex) throws HpackException {
        return isComplete(bytes(hex));
    }

    private static byte[] repeated(int value, int count) {
        byte[] block = new byte[count];
        Arrays.fill(block, (byte) value);
        return block;
    }

    /** CVE-2016-6581: an entry of 4 KiB, and thousands of references of one byte. */
    @Test
    void large_entry_with_many_references() throws HpackException {
        assertTrue(isComplete("40 01 61 7f e01e" + "62".repeat(4063)));
        assertEquals(4096, received.get(0).size());
        assertFalse(isComplete(repeated(0xBE, 100_000)));
        assertEquals(MAX_LIST_BYTES / 4096, received.size());
        Set<HpackField> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        objects.addAll(received);
        assertEquals(1, objects.size());
    }

    /** CVE-2026-49975: fields that are small, but cost an object each: each counts 32 bytes more than its content. */
    @Test
    void many_references_to_a_small_entry() throws HpackException {
        HpackDecoder manyFields = new HpackDecoder(4096, MAX_LIST_BYTES, Integer.MAX_VALUE);
        byte[] block = repeated(0xBE, 100_000);
        System.arraycopy(bytes("40 00 00"), 0, block, 0, 3);
        assertFalse(manyFields.decode(block, 0, block.length, received::add));
        assertEquals(MAX_LIST_BYTES / 32, received.size());
    }

    @Test
    void number_of_fields() throws HpackException {
        assertTrue(isComplete(repeated(0x82, MAX_FIELDS)));
        assertEquals(MAX_FIELDS, received.size());
        assertFalse(isComplete(repeated(0x82, MAX_FIELDS + 1)));
        assertEquals(MAX_FIELDS, received.size());
        assertTrue(isComplete(repeated(0x82, 1)), "each block is counted anew");
        assertFalse(isComplete("000000".repeat(MAX_FIELDS + 1)));
        assertEquals(MAX_FIELDS, received.size());
    }

    @Test
    void size_of_the_list() throws HpackException {
        HpackDecoder exact = new HpackDecoder(0, 42 + 34, 10);
        byte[] block = bytes("82 00 01 61 01 62");
        assertTrue(exact.decode(block, 0, block.length, received::add));
        assertEquals(2, received.size());
        received.clear();
        byte[] huffman = bytes("82 00 01 61 83 18c63f");
        HpackDecoder exactHuffman = new HpackDecoder(0, 42 + 37, 10);
        assertTrue(exactHuffman.decode(huffman, 0, huffman.length, received::add));
        assertEquals(new HpackField("a", "aaaa"), received.get(1));
        received.clear();
        HpackDecoder oneLess = new HpackDecoder(4096, 42 + 33, 10);
        assertFalse(oneLess.decode(block, 0, block.length, received::add));
        assertEquals(List.of(StaticTable.get(2)), received);
    }

    /** A field that would fit again is not delivered: the list would have a gap. */
    @Test
    void nothing_is_delivered_after_the_limit() throws HpackException {
        HpackDecoder small = new HpackDecoder(0, 100, 10);
        byte[] block = bytes("82 00 01 61 20" + "62".repeat(32) + "82");
        assertFalse(small.decode(block, 0, block.length, received::add));
        assertEquals(1, received.size());
    }

    @Test
    void table_stays_in_step_beyond_the_limit() throws HpackException {
        assertFalse(isComplete("82".repeat(MAX_FIELDS + 1) + "40 01 61 01 62"));
        assertTrue(isComplete("be"));
        assertEquals(List.of(new HpackField("a", "b")), received);
    }

    @Test
    void literal_larger_than_list_and_table_empties_the_table() throws HpackException {
        isComplete("40 01 61 01 62");
        String large = "7f f980 01" + "63".repeat(16_632);
        assertFalse(isComplete("00 01 61" + large));
        assertEquals(1, decoder.table().size());
        long changes = decoder.changes();
        assertFalse(isComplete("40 01 61" + large));
        assertTrue(decoder.changes() > changes);
        assertEquals(List.of(), decoder.table());
        assertFalse(isComplete("40" + large + "00"));
        assertEquals(0, received.size());
    }

    @Test
    void errors_are_found_beyond_the_limit() {
        HpackException exception =
                assertThrows(HpackException.class, () -> isComplete("82".repeat(MAX_FIELDS + 1) + "00 81 00 00"));
        assertEquals(HpackError.PADDING_INVALID, exception.error());
    }

    @Test
    void string_that_is_too_long_is_counted_but_not_built() throws HpackException {
        HpackInput input = new HpackInput();
        byte[] block = bytes("ff 81 87 04" + "00".repeat(66_560));
        input.open(block, 0, block.length);
        assertNull(input.readString(10));
        assertEquals(106_496, input.stringLength());
        assertFalse(input.hasNext());
        input.open(block, 0, block.length);
        input.close();
        assertFalse(input.hasNext(), "the block is released");
    }

    /** RFC 7541 §4.1: entries of no content at all need an object each. */
    @Test
    void number_of_entries_is_bounded() throws HpackException {
        assertFalse(isComplete("400000".repeat(10_000)));
        assertEquals(4096 / 32, decoder.table().size());
        HpackField newest = decoder.table().get(0);
        assertTrue(isComplete("be"));
        assertSame(newest, received.get(0));
        Set<HpackField> entries = new HashSet<>(decode(decoder(4096), "400000be"));
        assertEquals(1, entries.size());
    }
}
