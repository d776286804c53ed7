package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.decode;
import static dev.roundhouse.http.hpack.HpackBlocks.decoder;
import static dev.roundhouse.http.hpack.HpackBlocks.fields;
import static dev.roundhouse.http.hpack.HpackBlocks.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.semantics.SeededProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which representation the encoder chooses, its updates of the table size, and that the decoder reads what it writes. */
class HpackEncoderTest {
    private static final int[] TABLE_SIZES = {0, 31, 50, 100, 256, 1000, 4096, 5000};

    private static String encoded(HpackEncoder encoder, String... namesAndValues) {
        return hex(encoder.encode(fields(namesAndValues)));
    }

    private static String stateless(String... namesAndValues) {
        return hex(HpackEncoder.encodeStateless(fields(namesAndValues)));
    }

    @ParameterizedTest
    @CsvSource({
        ":status, 200, 88",
        ":status, 404, 8d",
        ":status, 418, 0803343138",
        "accept-encoding, 'gzip, deflate', 90",
        "www-authenticate, '', bd",
        "content-length, 100, 0f0d820801",
        "via, x, 0f2d0178",
        "vary, '', bb",
        "x, y, 0001780179",
        "x, aaaa, 0001788318c63f",
    })
    void stateless_fields_are_indexed_or_literals_without_indexing(String name, String value, String expected) {
        assertEquals(expected, stateless(name, value));
        HpackOutput output = new HpackOutput();
        HpackEncoder.encodeStateless(name, value, output);
        assertEquals(expected, hex(output.toByteArray()));
        assertEquals(output.size(), expected.length() / 2);
    }

    @Test
    void names_are_converted_to_lower_case() throws HpackException {
        assertEquals(stateless("content-type", "A"), stateless("Content-Type", "A"));
        assertEquals(stateless("x-a-z@[`{", "A"), stateless("X-A-Z@[`{", "A"));
        assertEquals(
                fields("\u00C0a\u00DEz", "v"),
                decode(decoder(0), HpackEncoder.encodeStateless(fields("\u00C0A\u00DEZ", "v"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0100", "\u212A", "accept\u017F"})
    void characters_that_are_no_byte_are_rejected(String text) {
        HpackOutput output = new HpackOutput();
        assertThrows(IllegalArgumentException.class, () -> stateless(text, ""));
        assertThrows(IllegalArgumentException.class, () -> stateless("date", text));
        HpackEncoder encoder = new HpackEncoder(4096);
        assertThrows(IllegalArgumentException.class, () -> encoder.encode("date", text, output));
        assertEquals(List.of(), encoder.table());
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Basic x, true",
        "authorization, '', true",
        "Proxy-Authorization, Basic x, true",
        "set-cookie, id=12345678901234567890, true",
        "cookie, id=1234567890123456, true",
        "cookie, id=12345678901234567, false",
        "cookies, 1, false",
    })
    void secrets_are_never_indexed(String name, String value, boolean never) throws HpackException {
        assertEquals(never ? 1 : 0, HpackEncoder.encodeStateless(fields(name, value))[0] >> 4);
        HpackEncoder encoder = new HpackEncoder(4096);
        byte[] block = encoder.encode(fields(name, value));
        assertEquals(never, decode(decoder(4096), block).get(0).isNeverIndexed());
        assertEquals(never ? 0 : 1, encoder.table().size());
        assertEquals(never, hex(block).equals(encoded(encoder, name, value)), "again");
    }

    @Test
    void field_that_was_never_indexed_stays_so() {
        HpackEncoder encoder = new HpackEncoder(4096);
        HpackField secret = HpackField.neverIndexed(":method", "GET");
        assertTrue(hex(encoder.encode(List.of(secret))).startsWith("12"));
        assertTrue(hex(HpackEncoder.encodeStateless(List.of(secret))).startsWith("12"));
        assertEquals("82", encoded(encoder, ":method", "GET"));
    }

    @Test
    void repeated_field_is_indexed() {
        HpackEncoder encoder = new HpackEncoder(4096);
        assertEquals("4001780179", encoded(encoder, "x", "y"));
        assertEquals("be", encoded(encoder, "X", "y"));
        assertEquals("7e017a", encoded(encoder, "x", "z"), "with the name of an entry");
        assertEquals("bfbe", encoded(encoder, "x", "y", "x", "z"));
        assertEquals("7e0177", encoded(encoder, "x", "w"), "with the newest of the name");
        assertEquals("7c0178", encoded(encoder, "via", "x"), "with the name of the static table");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":path",
                "age",
                "content-length",
                "content-range",
                "etag",
                "if-modified-since",
                "if-none-match",
                "if-range",
                "last-modified",
                "range"
            })
    void field_that_differs_each_time_is_not_added(String name) {
        HpackEncoder encoder = new HpackEncoder(4096);
        assertEquals(stateless(name, "12"), encoded(encoder, name, "12"));
        assertEquals(List.of(), encoder.table());
    }

    @Test
    void entry_that_does_not_fit_is_not_added() {
        HpackEncoder encoder = new HpackEncoder(40);
        encoded(encoder, "x", "1234567");
        assertEquals(fields("x", "1234567"), encoder.table());
        encoded(encoder, "x", "12345678");
        assertEquals(fields("x", "1234567"), encoder.table());
    }

    @Test
    void first_block_begins_with_the_size_unless_it_is_the_default() {
        assertEquals("2088", encoded(new HpackEncoder(0), ":status", "200"));
        assertEquals("3fe10188", encoded(new HpackEncoder(256), ":status", "200"));
        assertEquals("88", encoded(new HpackEncoder(4096), ":status", "200"));
        assertEquals("88", encoded(new HpackEncoder(1 << 20), ":status", "200"), "limited");
        HpackEncoder encoder = new HpackEncoder(0);
        assertEquals("20", encoded(encoder));
        assertEquals("", encoded(encoder));
    }

    @Test
    void settings_of_the_peer_are_followed_by_updates() {
        HpackEncoder encoder = new HpackEncoder(4096);
        encoder.setMaxTableBytes(0xFFFF_FFFFL);
        assertEquals("", encoded(encoder), "the size that is used does not change");
        encoder.setMaxTableBytes(100);
        assertEquals("3f45", encoded(encoder));
        assertEquals("", encoded(encoder), "once");
        encoder.setMaxTableBytes(20);
        encoder.setMaxTableBytes(10);
        encoder.setMaxTableBytes(1000);
        assertEquals("2a3fc907", encoded(encoder), "the smallest and the last");
        encoder.setMaxTableBytes(10);
        encoder.setMaxTableBytes(1000);
        assertEquals("2a3fc907", encoded(encoder), "the entries were evicted");
        encoder.setMaxTableBytes(2000);
        encoder.setMaxTableBytes(4096);
        assertEquals("3fe11f", encoded(encoder), "only the last");
        encoder.setMaxTableBytes(1000);
        encoder.setMaxTableBytes(900);
        assertEquals("3fe506", encoded(encoder), "the smallest is the last");
    }

    @Test
    void small_encoder_sends_its_size_once_whatever_the_settings() {
        HpackEncoder encoder = new HpackEncoder(0);
        encoder.setMaxTableBytes(65_536);
        assertEquals("20", encoded(encoder));
        encoder.setMaxTableBytes(0);
        encoder.setMaxTableBytes(4096);
        assertEquals("", encoded(encoder));
    }

    @Test
    void stored_block_follows_the_pending_updates() throws HpackException {
        byte[] stored = HpackEncoder.encodeStateless(fields(":status", "200", "x", "y"));
        HpackOutput output = new HpackOutput();
        new HpackEncoder(0).beginBlock(output);
        assertEquals(
                fields(":status", "200", "x", "y"), decode(decoder(4096), hex(output.toByteArray()) + hex(stored)));
        output.clear();
        assertEquals(0, output.size());
        assertEquals(0, output.toByteArray().length);
    }

    /** Both tables are the same after each block, with any sizes and changes of sizes. */
    @Test
    void decoder_reads_what_the_encoder_writes() {
        SeededProperties.tryAll(random -> {
            HpackEncoder encoder = new HpackEncoder(size(random));
            HpackDecoder decoder = decoder(4096);
            for (int blocks = random.nextInt(1, 12); blocks > 0; blocks--) {
                for (int settings = random.nextInt(6) - 3; settings > 0; settings--) {
                    int bytes = size(random);
                    decoder.setMaxTableBytes(bytes);
                    encoder.setMaxTableBytes(bytes);
                }
                check(randomFields(random), encoder, decoder);
            }
        });
    }

    private static void check(List<HpackField> fields, HpackEncoder encoder, HpackDecoder decoder) {
        try {
            byte[] block = encoder.encode(fields);
            assertEquals(fields, decode(decoder, block));
            assertEquals(encoder.table(), decoder.table());
            assertFalse(hex(block).isEmpty() && !fields.isEmpty());
            assertEquals(fields, decode(decoder(0), HpackEncoder.encodeStateless(fields)));
        } catch (HpackException e) {
            throw new AssertionError(e.error() + " " + fields, e);
        }
    }

    private static int size(SplittableRandom random) {
        return TABLE_SIZES[random.nextInt(TABLE_SIZES.length)];
    }

    private static List<HpackField> randomFields(SplittableRandom random) {
        List<HpackField> fields = new ArrayList<>();
        for (int count = random.nextInt(12); count > 0; count--) {
            String name = random.nextBoolean()
                    ? StaticTable.get(random.nextInt(1, 62)).name()
                    : SeededProperties.text(random, "ab-", 3);
            String value = random.nextInt(4) == 0
                    ? SeededProperties.text(random, "\0\u001F 0aZ~\u007F\u0080\u00FF", 300)
                    : SeededProperties.oneOf(random, "", "200", "a", "private", "id=12345678901234567890");
            fields.add(new HpackField(name, value));
        }
        return fields;
    }
}
