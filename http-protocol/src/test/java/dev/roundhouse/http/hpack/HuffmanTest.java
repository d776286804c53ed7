package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.semantics.SeededProperties;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Huffman code, against the list in the RFC and against a decoder that works bit by bit. */
class HuffmanTest {
    private static byte[] encode(String text) {
        byte[] bytes = new byte[Huffman.encodedLength(text)];
        Huffman.encode(text, bytes, 0);
        return bytes;
    }

    private static String decode(byte[] bytes) throws HpackException {
        byte[] target = new byte[(int) Huffman.longestDecoded(bytes.length)];
        return HttpGrammar.decode(target, 0, Huffman.decode(bytes, 0, bytes.length, target));
    }

    private static HpackError error(byte[] bytes) {
        return assertThrows(HpackException.class, () -> decode(bytes)).error();
    }

    @Test
    void encodes_and_decodes_each_pair_of_symbols() throws HpackException {
        assertEquals(257, AppendixB.CODES.size());
        for (int first = 0; first <= 0xFF; first++) {
            for (int second = 0; second <= 0xFF; second++) {
                String text = String.valueOf(new char[] {(char) first, (char) second});
                byte[] encoded = encode(text);
                assertArrayEquals(AppendixB.encode(text), encoded, text);
                assertEquals(text, decode(encoded));
            }
        }
    }

    @Test
    void encodes_and_decodes_each_symbol_alone() throws HpackException {
        for (int symbol = 0; symbol <= 0xFF; symbol++) {
            String text = String.valueOf((char) symbol);
            assertArrayEquals(AppendixB.encode(text), encode(text), text);
            assertEquals(text, decode(encode(text)));
        }
    }

    @Test
    void empty_string_has_no_bytes() throws HpackException {
        assertEquals(0, encode("").length);
        assertEquals("", decode(new byte[0]));
    }

    @Test
    void encodes_into_the_position_of_the_target() {
        byte[] target = new byte[5];
        Huffman.encode("302", target, 2);
        assertEquals("0000640200", hex(target));
    }

    @Test
    void character_that_is_no_byte_is_rejected() {
        for (String text : List.of("\u0100", "a\u212A", "\uFFFF")) {
            assertThrows(IllegalArgumentException.class, () -> Huffman.encodedLength(text));
        }
        assertEquals(4, Huffman.encodedLength("\u00FF"));
    }

    /** What it accepts, it would encode the same way: there is no second encoding of a string. */
    @Test
    void agrees_with_the_decoder_that_works_bit_by_bit() {
        for (int value = 0; value < 1 << 16; value++) {
            check(new byte[] {(byte) (value >> 8), (byte) value});
        }
        for (int value = 0; value <= 0xFF; value++) {
            check(new byte[] {(byte) value});
        }
        SeededProperties.tryAll(random -> {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                Arrays.fill(bytes, random.nextInt(bytes.length + 1), bytes.length, (byte) 0xFF);
            }
            check(bytes);
        });
    }

    private static void check(byte[] bytes) {
        try {
            String expected = AppendixB.decode(bytes, 0, bytes.length);
            assertEquals(expected, decode(bytes), hex(bytes));
            assertArrayEquals(bytes, encode(expected), hex(bytes));
        } catch (HpackException e) {
            assertEquals(e.error(), error(bytes), hex(bytes));
        }
    }

    @Test
    void padding_of_more_than_seven_bits_is_rejected() throws HpackException {
        String text = "";
        for (int count = 1; count <= 8; count++) {
            text += "0";
            byte[] encoded = encode(text);
            assertEquals(text, decode(encoded));
            byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
            longer[encoded.length] = (byte) 0xFF;
            assertEquals(HpackError.PADDING_INVALID, error(longer));
        }
    }

    @Test
    void padding_with_a_zero_is_rejected() {
        assertEquals(HpackError.PADDING_INVALID, error(AppendixB.toBytes("00000" + "110")));
        assertEquals(HpackError.PADDING_INVALID, error(AppendixB.toBytes("00000" + "011")));
    }

    @Test
    void eos_is_rejected_at_each_bit() {
        for (int symbols = 0; symbols < 8; symbols++) {
            for (String rest : List.of("", "00000", "01010", "1".repeat(40))) {
                String bits = "00001".repeat(symbols) + AppendixB.CODES.get(AppendixB.EOS) + rest;
                bits += "1".repeat(-bits.length() & 7);
                assertEquals(HpackError.EOS_IN_STRING, error(AppendixB.toBytes(bits)), bits);
            }
        }
    }

    @Test
    void symbols_without_room_are_counted() throws HpackException {
        byte[] encoded = encode("www.example.com");
        byte[] target = new byte[3];
        assertEquals(15, Huffman.decode(encoded, 0, encoded.length, target));
        assertEquals("www", HttpGrammar.decode(target, 0, 3));
        assertEquals(15, Huffman.decode(encoded, 0, encoded.length, new byte[0]));
    }

    @Test
    void longest_decoded_string_consists_of_the_shortest_codes() throws HpackException {
        byte[] zeros = new byte[5];
        assertEquals(8, Huffman.longestDecoded(5));
        assertEquals("00000000", decode(zeros));
        assertEquals(3_435_973_835L, Huffman.longestDecoded(Integer.MAX_VALUE));
    }
}
