package dev.roundhouse.http.h1;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What a fuzzer chose: its first octet says how many of the next are choices, the rest is said by the peer. So a fuzzer that
 * changes octets changes both what is said and what happens meanwhile.
 */
public record FuzzChoices(byte[] fuzzed, int[] next) implements IntUnaryOperator {
    public FuzzChoices(byte[] fuzzed) {
        this(fuzzed, new int[] {1});
    }

    private int end() {
        return fuzzed.length == 0 ? 0 : Math.min(fuzzed.length, 1 + (fuzzed[0] & 0xFF));
    }

    /** What the peer says. */
    public byte[] said() {
        return Arrays.copyOfRange(fuzzed, end(), fuzzed.length);
    }

    /** The next choice, and 0 when there are no more. */
    @Override
    public int applyAsInt(int bound) {
        int choice = 0;
        for (int range = bound; range > 1 && next[0] < end(); range >>= 8) {
            choice = choice << 8 | (fuzzed[next[0]++] & 0xFF);
        }
        return Math.floorMod(choice, bound);
    }
}
