package dev.roundhouse.http.h1;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The input of a fuzzer, divided: the first byte is the number of bytes that are choices, the rest is sent by the peer. A fuzzer
 * that changes bytes thus changes both the input and the order of events.
 */
public record FuzzChoices(byte[] fuzzed, int[] next) implements IntUnaryOperator {
    public FuzzChoices(byte[] fuzzed) {
        this(fuzzed, new int[] {1});
    }

    private int end() {
        return fuzzed.length == 0 ? 0 : Math.min(fuzzed.length, 1 + (fuzzed[0] & 0xFF));
    }

    /** The bytes that the peer sends. */
    public byte[] input() {
        return Arrays.copyOfRange(fuzzed, end(), fuzzed.length);
    }

    /** The next choice; 0 if there are no more. */
    @Override
    public int applyAsInt(int bound) {
        int choice = 0;
        for (int range = bound; range > 1 && next[0] < end(); range >>= 8) {
            choice = choice << 8 | (fuzzed[next[0]++] & 0xFF);
        }
        return Math.floorMod(choice, bound);
    }
}
