package dev.roundhouse.http.tls;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The input of a fuzzer, divided: a byte of flags, the number of choices, the choices, and bytes that the client sends. Used up
 * choices are 0.
 */
final class TlsFuzzInput implements IntUnaryOperator {
    private static final int HEADER = 2;

    private final byte[] fuzzed;
    private final int end;
    private int next = HEADER;

    TlsFuzzInput(byte[] fuzzed) {
        this.fuzzed = fuzzed;
        this.end = fuzzed.length <= HEADER ? fuzzed.length : Math.min(fuzzed.length, HEADER + (fuzzed[1] & 0xFF));
    }

    boolean flag(int bit) {
        return fuzzed.length > 0 && (fuzzed[0] >> bit & 1) == 1;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(fuzzed, end, fuzzed.length);
    }

    @Override
    public int applyAsInt(int bound) {
        int choice = 0;
        for (int range = bound; range > 1 && next < end; range >>= 8) {
            choice = choice << 8 | (fuzzed[next++] & 0xFF);
        }
        return Math.floorMod(choice, bound);
    }
}
