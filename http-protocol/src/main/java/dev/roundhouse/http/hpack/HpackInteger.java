package dev.roundhouse.http.hpack;

/**
 * Integers (RFC 7541 §5.1): a prefix of some bits of the first byte, and if these are all ones, the rest in bytes of seven bits,
 * the least significant first.
 */
final class HpackInteger {
    /** Five bytes of seven bits: enough for 31 bits, even if the last ones add nothing. */
    private static final int MAX_SHIFT = 28;

    private HpackInteger() {}

    /** Reads an integer with a prefix of this many bits, from 0 to 2^31-1. */
    static int read(HpackInput input, int prefixBits) throws HpackException {
        int largestPrefix = (1 << prefixBits) - 1;
        int prefix = input.read() & largestPrefix;
        return prefix < largestPrefix ? prefix : readRest(input, prefix);
    }

    private static int readRest(HpackInput input, int prefix) throws HpackException {
        long value = prefix;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            int next = input.read();
            value += (next & 0x7FL) << shift;
            if (value > Integer.MAX_VALUE) {
                break;
            }
            if (next >= 0) {
                return (int) value;
            }
        }
        throw new HpackException(HpackError.INTEGER_TOO_LARGE);
    }

    /** Writes an integer with a prefix of this many bits; the other bits of the first byte are those of the pattern. */
    static void write(HpackOutput output, int pattern, int prefixBits, int value) {
        int largestPrefix = (1 << prefixBits) - 1;
        if (value < largestPrefix) {
            output.write(pattern | value);
            return;
        }
        output.write(pattern | largestPrefix);
        int rest = value - largestPrefix;
        for (; rest > 0x7F; rest >>>= 7) {
            output.write(rest | 0x80);
        }
        output.write(rest);
    }
}
