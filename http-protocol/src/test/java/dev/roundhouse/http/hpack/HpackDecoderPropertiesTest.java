package dev.roundhouse.http.hpack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.semantics.SeededProperties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The decoder against {@link ReferenceHpackDecoder}: equal fields, tables and errors, and no exception but its own. */
class HpackDecoderPropertiesTest {
    /** Each combination of lengths is likely to reach a limit, or the size of the table, or to stay below. */
    private static final int[] SIZES = {0, 1, 31, 32, 33, 34, 64, 100, 200, 1000, 4096, 10_000};

    /** Two entries: index 62 is the second. */
    private static final byte[] TWO_ENTRIES = HpackBlocks.bytes("40 01 61 01 62 41 02 63 64");

    @Test
    void each_block_of_one_or_two_bytes() {
        for (int value = 0; value < 1 << 16; value++) {
            each(new byte[] {(byte) (value >> 8), (byte) value});
        }
        for (int value = 0; value <= 0xFF; value++) {
            each(new byte[] {(byte) value});
        }
        each(new byte[0]);
    }

    private static void each(byte[] block) {
        new DecoderComparison(4096, 100, 2).decode(block);
        DecoderComparison filled = new DecoderComparison(4096, 1000, 100);
        assertTrue(filled.decode(TWO_ENTRIES));
        filled.decode(block);
    }

    @Test
    void random_bytes() {
        SeededProperties.tryAll(random -> {
            DecoderComparison comparison = comparison(random);
            byte[] block = new byte[random.nextInt(40)];
            int blocks = random.nextInt(1, 20);
            do {
                random.nextBytes(block);
                blocks--;
            } while (comparison.decode(block) && blocks > 0);
        });
    }

    @Test
    void random_fields_limits_and_table_sizes() {
        SeededProperties.tryAll(random -> {
            DecoderComparison comparison = comparison(random);
            boolean valid = true;
            for (int blocks = random.nextInt(1, 10); valid && blocks > 0; blocks--) {
                HpackOutput block = new HpackOutput();
                for (int updates = random.nextInt(8) - 5; updates > 0; updates--) {
                    HpackInteger.write(block, 0x20, 5, size(random));
                }
                for (int fields = random.nextInt(10); fields > 0; fields--) {
                    writeField(random, block);
                }
                valid = comparison.decode(changed(random, block.toByteArray()));
                for (int settings = random.nextInt(8) - 5; settings > 0; settings--) {
                    comparison.setMaxTableBytes(size(random));
                }
            }
        });
    }

    private static DecoderComparison comparison(SplittableRandom random) {
        return new DecoderComparison(size(random), size(random), random.nextInt(20));
    }

    private static int size(SplittableRandom random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /** A field of any representation, mostly with an index that exists. */
    private static void writeField(SplittableRandom random, HpackOutput block) {
        int index = random.nextInt(8) == 0 ? random.nextInt(62) : random.nextInt(62, 66);
        if (random.nextInt(3) == 0) {
            HpackInteger.write(block, 0x80, 7, index);
        } else {
            Indexing indexing = Indexing.values()[random.nextInt(Indexing.values().length)];
            boolean named = random.nextInt(4) == 0;
            indexing.write(named ? index : 0, text(random), text(random), block);
        }
    }

    private static String text(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(1100) : random.nextInt(40)];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ('a' + (bytes[i] & 7));
            }
        }
        return HttpGrammar.decode(bytes, 0, bytes.length);
    }

    /** The block, or rarely one with another bit. */
    private static byte[] changed(SplittableRandom random, byte[] block) {
        if (block.length > 0 && random.nextInt(8) == 0) {
            block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return block;
    }
}
