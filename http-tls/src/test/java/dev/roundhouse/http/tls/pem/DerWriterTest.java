package dev.roundhouse.http.tls.pem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerWriterTest {
    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5.4.3, 0603550403",
        "1.2.840.10045.2.1, 06072a8648ce3d0201",
        "1.2.840.113549.1.1.1, 06092a864886f70d010101",
        "1.3.101.112, 06032b6570",
        "2.5.29.0, 0603551d00",
        "2.999.3, 0603883703",
    })
    void encodes_object_identifiers(String dotted, String encoded) {
        assertEquals(encoded, hex(DerWriter.objectIdentifier(dotted)));
    }

    @ParameterizedTest
    @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "256, 02020100", "-1, 0201ff"})
    void encodes_integers(long value, String encoded) {
        assertEquals(encoded, hex(DerWriter.integer(value)));
        assertEquals(encoded, hex(DerWriter.integer(BigInteger.valueOf(value))));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0400",
        "127, 047f",
        "128, 048180",
        "255, 0481ff",
        "256, 04820100",
        "65535, 0482ffff",
        "65536, 0483010000"
    })
    void encodes_lengths(int length, String start) {
        byte[] encoded = DerWriter.byteString(new byte[length]);
        assertEquals(start, hex(encoded).substring(0, start.length()));
        assertEquals(start.length() / 2 + length, encoded.length);
    }

    @Test
    void encodes_other_types() {
        assertEquals("0101ff", hex(DerWriter.trueValue()));
        assertEquals("03020780", hex(DerWriter.namedBits(0x80)));
        assertEquals("03020106", hex(DerWriter.namedBits(0x06)));
        assertEquals("030300aabb", hex(DerWriter.bitString(new byte[] {(byte) 0xAA, (byte) 0xBB})));
        assertEquals("0c02c3a9", hex(DerWriter.text(DerWriter.UTF8_STRING, "é")));
        assertEquals("3006020101020102", hex(DerWriter.sequence(DerWriter.integer(1), DerWriter.integer(2))));
    }

    @Test
    void reader_returns_the_elements_of_a_sequence() {
        byte[] number = DerWriter.integer(5);
        byte[] text = DerWriter.byteString(new byte[1000]);
        DerReader reader =
                DerReader.ofSequence(DerWriter.sequence(number, text)).orElseThrow();
        assertArrayEquals(number, reader.next().orElseThrow().bytes());
        DerReader.DerElement second = reader.next().orElseThrow();
        assertEquals(DerWriter.OCTET_STRING, second.tag());
        assertArrayEquals(text, second.bytes());
        assertTrue(reader.next().isEmpty());
    }

    @Test
    void reader_skips_to_a_tag() {
        byte[] sequence =
                DerWriter.sequence(DerWriter.integer(5), DerWriter.trueValue(), DerWriter.byteString(new byte[3]));
        DerReader reader = DerReader.ofSequence(sequence).orElseThrow();
        assertEquals(5, reader.nextWithTag(DerWriter.OCTET_STRING).orElseThrow().bytes().length);
        assertTrue(reader.nextWithTag(DerWriter.OCTET_STRING).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "3001", "3080", "30840000000000", "30820001", "0403010203", "3085"})
    void malformed_sequences_are_empty(String encoded) {
        assertTrue(DerReader.ofSequence(HexFormat.of().parseHex(encoded)).isEmpty(), encoded);
    }

    @Test
    void reader_of_random_bytes_ends() {
        for (int seed = 0; seed < 20_000; seed++) {
            byte[] bytes = new byte[40];
            new SplittableRandom(seed).nextBytes(bytes);
            bytes[0] = DerWriter.SEQUENCE;
            bytes[1] = 38;
            DerReader reader = DerReader.ofSequence(bytes).orElseThrow();
            int count = 0;
            while (reader.next().isPresent()) {
                count++;
            }
            assertTrue(count <= 19, "seed " + seed);
        }
    }
}
