package dev.roundhouse.http.hpack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roundhouse.http.h1.FuzzChoices;
import java.util.Arrays;

/** Blocks of one connection, for the decoder and for {@link ReferenceHpackDecoder}: equal fields, tables and errors. */
class HpackDecoderFuzzTest {
    private static final int[] SIZES = {0, 33, 64, 100, 1000, 4096, 10_000};

    @FuzzTest(maxDuration = "3m")
    void decoder_agrees_with_the_reference(byte[] fuzzed) {
        FuzzChoices choices = new FuzzChoices(fuzzed);
        DecoderComparison comparison = new DecoderComparison(size(choices), size(choices), choices.applyAsInt(20));
        byte[] input = choices.input();
        int from = 0;
        boolean valid = true;
        while (valid && from < input.length) {
            if (choices.applyAsInt(4) == 1) {
                comparison.setMaxTableBytes(size(choices));
            }
            int length = 1 + choices.applyAsInt(256);
            int to = Math.min(input.length, from + (length == 1 ? input.length : length));
            valid = comparison.decode(Arrays.copyOfRange(input, from, to));
            from = to;
        }
    }

    private static int size(FuzzChoices choices) {
        return SIZES[choices.applyAsInt(SIZES.length)];
    }
}
