package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.decode;
import static dev.roundhouse.http.hpack.HpackBlocks.decoder;
import static dev.roundhouse.http.hpack.HpackBlocks.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.FieldName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors of the decoder, what it shares between blocks, and the settings of the table. */
class HpackDecoderTest {
    private static final List<String> ERRORS = List.of(
            "80 INDEX_ZERO",
            "be INDEX_TOO_LARGE",
            "7f00 INDEX_TOO_LARGE",
            "0f2f INDEX_TOO_LARGE",
            "ffffffff7f INDEX_TOO_LARGE",
            "ffffffffffff01 INTEGER_TOO_LARGE",
            "008081 BLOCK_TRUNCATED",
            "40 BLOCK_TRUNCATED",
            "41 BLOCK_TRUNCATED",
            "ff BLOCK_TRUNCATED",
            "000161 BLOCK_TRUNCATED",
            "000261 BLOCK_TRUNCATED",
            "00016103626364ff BLOCK_TRUNCATED",
            "007fffffff7f BLOCK_TRUNCATED",
            "0001610262 BLOCK_TRUNCATED",
            "418100 PADDING_INVALID",
            "418207ff PADDING_INVALID",
            "4184ffffffff EOS_IN_STRING",
            "3fe21f TABLE_SIZE_TOO_LARGE",
            "8220 TABLE_SIZE_UPDATE_MISPLACED");

    @Test
    void each_error() {
        Set<HpackError> found = new HashSet<>();
        for (String line : ERRORS) {
            String[] parts = line.split(" ", 2);
            HpackException exception =
                    assertThrows(HpackException.class, () -> decode(decoder(4096), parts[0]), parts[0]);
            assertEquals(HpackError.valueOf(parts[1]), exception.error(), parts[0]);
            assertEquals(
                    exception.error().message() + " (" + exception.error().section() + ")", exception.getMessage());
            assertEquals(0, exception.getStackTrace().length);
            found.add(exception.error());
        }
        HpackDecoder reduced = decoder(4096);
        reduced.setMaxTableBytes(100);
        found.add(
                assertThrows(HpackException.class, () -> decode(reduced, "82")).error());
        assertEquals(Set.of(HpackError.values()), found);
    }

    @Test
    void messages_are_sentences_with_a_section() {
        for (HpackError error : HpackError.values()) {
            assertTrue(error.message().matches("[A-Z].*\\."), error.message());
            assertTrue(error.section().matches("RFC 7541 §[0-9.]+"), error.section());
        }
    }

    @Test
    void decodes_a_part_of_an_array() throws HpackException {
        List<HpackField> fields = new ArrayList<>();
        assertTrue(decoder(0).decode(bytes("ff 82 84 ff"), 1, 3, fields::add));
        assertEquals(fields(":method", "GET", ":path", "/"), fields);
        assertThrows(HpackException.class, () -> decoder(0).decode(bytes("00 01 61 01 62"), 0, 4, fields::add));
        assertThrows(IndexOutOfBoundsException.class, () -> decoder(0).decode(new byte[1], 0, 2, fields::add));
    }

    @Test
    void entry_is_one_object() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        HpackField added = decode(decoder, "40 01 61 01 62").get(0);
        List<HpackField> fields = decode(decoder, "be 82 7e 01 63");

        assertSame(added, fields.get(0));
        assertSame(StaticTable.get(2), fields.get(1));
        assertSame(added.name(), fields.get(2).name());
        assertSame(StaticTable.get(32).name(), decode(decoder, "0f11 00").get(0).name());
    }

    @Test
    void literals_report_whether_they_are_never_indexed() throws HpackException {
        List<Boolean> flags = new ArrayList<>();
        for (HpackField field : decode(decoder(4096), "82 00016100 40016100 10016100 be")) {
            flags.add(field.isNeverIndexed());
        }
        assertEquals(List.of(false, false, false, true, false), flags);
    }

    @Test
    void field_name_is_created_once() {
        HpackField custom = new HpackField("x-custom", "1");
        assertSame(custom.fieldName(), custom.fieldName());
        assertEquals("x-custom", custom.fieldName().toString());
        assertEquals(FieldName.of("X-Custom"), custom.fieldName());
        assertEquals(FieldName.ETAG, StaticTable.get(34).fieldName());
        assertThrows(IllegalArgumentException.class, () -> StaticTable.get(1).fieldName());
    }

    @Test
    void fields_are_equal_if_name_and_value_are() {
        HpackField field = new HpackField("a", "b");
        assertEquals(field, new HpackField("a", "b"));
        assertEquals(field, HpackField.neverIndexed("a", "b"));
        assertEquals(field.hashCode(), new HpackField("a", "b").hashCode());
        assertFalse(field.equals(new HpackField("a", "c")));
        assertFalse(field.equals(new HpackField("c", "b")));
        assertFalse(field.equals(new Object()));
        assertFalse(field.hashCode() == new HpackField("b", "a").hashCode());
        assertEquals("a: b", field.toString());
        assertEquals(34, field.size());
    }

    /** The table of a peer has 4096 bytes until it has read the settings. */
    @Test
    void larger_table_has_the_default_size_until_an_update() throws HpackException {
        HpackDecoder decoder = decoder(8192);
        String field = "40 01 61 7f c90f" + "62".repeat(2120);
        decode(decoder, field + field);
        assertEquals(1, decoder.table().size());
        decode(decoder, "3fe13f" + field + field);
        assertEquals(3, decoder.table().size());
    }

    @Test
    void update_up_to_the_maximum_is_accepted() throws HpackException {
        assertEquals(List.of(), decode(decoder(4096), "3fe11f"));
        assertEquals(List.of(), decode(decoder(4096), "203fe11f20"));
        assertEquals(HpackError.TABLE_SIZE_TOO_LARGE, error(decoder(4096), "203fe21f"));
        assertEquals(HpackError.TABLE_SIZE_TOO_LARGE, error(decoder(0), "21"));
    }

    /** RFC 7541 §4.2: the smallest of several settings must be seen, and the last one is the limit. */
    @ParameterizedTest
    @CsvSource({
        "82, TABLE_SIZE_UPDATE_MISSING",
        "'', TABLE_SIZE_UPDATE_MISSING",
        "3fc907 82, TABLE_SIZE_UPDATE_MISSING",
        "3f45 82, ",
        "3f45 3fc907 82, ",
        "20 82, ",
        "20 3fca07, TABLE_SIZE_TOO_LARGE",
        "3f46 82, TABLE_SIZE_UPDATE_MISSING"
    })
    void update_after_a_reduction(String block, HpackError error) throws HpackException {
        HpackDecoder decoder = decoder(4096);
        decoder.setMaxTableBytes(100);
        decoder.setMaxTableBytes(1000);
        if (error != null) {
            assertEquals(error, error(decoder, block));
        } else {
            assertEquals(fields(":method", "GET"), decode(decoder, block));
            assertEquals(fields(":method", "GET"), decode(decoder, "82"), "no second update is needed");
        }
    }

    @Test
    void no_update_is_needed_if_the_table_is_small_enough() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        decode(decoder, "3f45");
        decoder.setMaxTableBytes(100);
        assertEquals(1, decode(decoder, "82").size());
        decoder.setMaxTableBytes(99);
        assertEquals(HpackError.TABLE_SIZE_UPDATE_MISSING, error(decoder, "82"));
    }

    @Test
    void changes_are_counted() throws HpackException {
        HpackDecoder decoder = decoder(4096);
        List<String> unchanged = List.of("82", "00016100", "10016100", "");
        List<String> changed = List.of("40016100", "3fe11f", "20", "40016100");
        for (String block : unchanged) {
            long before = decoder.changes();
            decode(decoder, block);
            assertEquals(before, decoder.changes(), block);
        }
        for (String block : changed) {
            long before = decoder.changes();
            decode(decoder, block);
            assertTrue(decoder.changes() > before, block);
        }
        long before = decoder.changes();
        decoder.setMaxTableBytes(0);
        assertTrue(decoder.changes() > before);
    }

    private static HpackError error(HpackDecoder decoder, String block) {
        return assertThrows(HpackException.class, () -> decode(decoder, block), block)
                .error();
    }
}
