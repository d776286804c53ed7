package dev.roundhouse.http.hpack;

import static dev.roundhouse.http.hpack.HpackBlocks.bytes;
import static dev.roundhouse.http.hpack.HpackBlocks.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.semantics.SeededProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integers with prefixes of all lengths; the examples of the RFC are in {@link HpackExamplesTest}. */
class HpackIntegerTest {
    private static HpackInput input(byte[] bytes) {
        HpackInput input = new HpackInput();
        input.open(bytes, 0, bytes.length);
        return input;
    }

    private static void check(int value, int prefixBits) {
        int pattern = prefixBits == 8 ? 0 : 1 << prefixBits;
        HpackOutput output = new HpackOutput();
        HpackInteger.write(output, pattern, prefixBits, value);
        byte[] bytes = output.toByteArray();
        HpackInput input = input(bytes);
        try {
            assertEquals(value, HpackInteger.read(input, prefixBits), hex(bytes));
        } catch (HpackException e) {
            throw new AssertionError(value + " with " + prefixBits + " bits: " + hex(bytes), e);
        }
        assertFalse(input.hasNext());
        assertTrue(bytes.length == 1 || bytes[bytes.length - 1] != 0 || bytes.length == 2, "no byte that adds nothing");
        assertEquals(pattern, (bytes[0] & 0xFF) >> prefixBits << prefixBits, "the bits of the pattern");
    }

    @Test
    void is_read_as_it_was_written() {
        for (int prefixBits = 1; prefixBits <= 8; prefixBits++) {
            for (int value = 0; value < 1 << 16; value++) {
                check(value, prefixBits);
            }
            check(Integer.MAX_VALUE, prefixBits);
            check(Integer.MAX_VALUE - 1, prefixBits);
        }
        SeededProperties.tryAll(random -> check(random.nextInt() >>> random.nextInt(1, 31), random.nextInt(1, 9)));
    }

    @ParameterizedTest
    @CsvSource({
        "ff8000, 255",
        "ff808000, 255",
        "ff8080808000, 255",
        "ff80feffff07, 2147483647",
        "ff7f, 382",
        "ff8001, 383",
    })
    void further_bytes(String hex, int value) throws HpackException {
        assertEquals(value, HpackInteger.read(input(bytes(hex)), 8));
    }

    /** More than 2^31-1, and more than five further bytes, even if they add nothing. */
    @ParameterizedTest
    @CsvSource({"ff81feffff07", "ffffffffff07", "ff8080808008", "ffffffffff7f", "ff808080808000", "ffffffffffffffff7f"})
    void too_large(String hex) {
        HpackInput input = input(bytes(hex));
        assertEquals(
                HpackError.INTEGER_TOO_LARGE,
                assertThrows(HpackException.class, () -> HpackInteger.read(input, 8))
                        .error());
    }

    @ParameterizedTest
    @CsvSource({"''", "ff", "ff80", "ff808080", "ff80808080"})
    void truncated(String hex) {
        HpackInput input = input(bytes(hex));
        assertEquals(
                HpackError.BLOCK_TRUNCATED,
                assertThrows(HpackException.class, () -> HpackInteger.read(input, 8))
                        .error());
    }
}
