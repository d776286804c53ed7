package dev.roundhouse.http.hpack;

/**
 * The Huffman code of HPACK (RFC 7541 Appendix B). It is canonical: the codes of one length are consecutive numbers, in the order
 * of their symbols, so that the lengths define it.
 *
 * <p>The decoder is an automaton, which consumes four bits with each step. Its states are the inner nodes of the code tree.
 */
final class Huffman {
    private static final int EOS = 256;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 30;

    /** The number of bits of each symbol's code, EOS last. */
    private static final byte[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, // control characters
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, // space ! " # $ % & ' ( ) * + , - . /
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, // 0 to 9 : ; < = > ?
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, // @ A to O
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, // P to Z [ \ ] ^ _
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, // ` a to o
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, // p to z { | } ~ DEL
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, // from 0x80
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30 // EOS
    };

    private static final int[] CODES = codes();

    /** The state after EOS, which is never left. The other states are the 256 inner nodes of a tree with 257 leaves. */
    private static final int FAILED = 256;

    /**
     * The last state in which a string may end: after at most seven bits of EOS, all ones (RFC 7541 §5.2). EOS is the first code
     * in the tree, so that state <i>n</i> is the one after <i>n</i> ones.
     */
    private static final int LAST_ACCEPTING = 7;

    /** In a step: the bit that is set if a symbol is complete. The symbol is in the bits below it, the next state above it. */
    private static final int COMPLETE = 0x100;

    private static final int STATE_SHIFT = 9;

    /** The steps: 16 for each state, one for each value of four bits. */
    private static final int[] STEPS = steps(tree());

    private Huffman() {}

    /** The number of bytes of the encoded text. */
    static int encodedLength(String text) {
        long bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (symbol > 0xFF) {
                throw new IllegalArgumentException("not a byte: U+" + Integer.toHexString(symbol));
            }
            bits += LENGTHS[symbol];
        }
        return (int) ((bits + 7) >> 3);
    }

    /** Encodes a text into this position of the target, which has room for it. */
    static void encode(String text, byte[] target, int from) {
        int position = from;
        long bits = 0;
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            bits = bits << LENGTHS[symbol] | CODES[symbol];
            count += LENGTHS[symbol];
            while (count >= 8) {
                count -= 8;
                target[position++] = (byte) (bits >> count);
            }
        }
        if (count > 0) {
            target[position] = (byte) (bits << (8 - count) | 0xFF >> count);
        }
    }

    /** The largest number of symbols that this many bytes can contain. */
    static long longestDecoded(int length) {
        return length * 8L / SHORTEST;
    }

    /**
     * Decodes a string. Symbols for which the target has no room are only counted.
     *
     * @return the number of symbols
     */
    static int decode(byte[] source, int from, int to, byte[] target) throws HpackException {
        int length = 0;
        int state = 0;
        for (int i = from; i < to; i++) {
            for (int shift = 4; shift >= 0; shift -= 4) {
                int step = STEPS[state << 4 | (source[i] >> shift & 0xF)];
                if ((step & COMPLETE) != 0) {
                    if (length < target.length) {
                        target[length] = (byte) step;
                    }
                    length++;
                }
                state = step >> STATE_SHIFT;
            }
        }
        if (state > LAST_ACCEPTING) {
            throw new HpackException(state == FAILED ? HpackError.EOS_IN_STRING : HpackError.PADDING_INVALID);
        }
        return length;
    }

    private static int[] codes() {
        int[] codes = new int[LENGTHS.length];
        int next = 0;
        for (int length = SHORTEST; length <= LONGEST; length++) {
            next <<= 1;
            for (int symbol = 0; symbol < codes.length; symbol++) {
                if (LENGTHS[symbol] == length) {
                    codes[symbol] = next++;
                }
            }
        }
        return codes;
    }

    /** The two children of each inner node: a node, or a leaf as the complement of its symbol. */
    private static int[][] tree() {
        int[][] children = new int[FAILED][2];
        int nodes = add(EOS, children, 1);
        for (int symbol = 0; symbol < EOS; symbol++) {
            nodes = add(symbol, children, nodes);
        }
        return children;
    }

    /** Adds the code of a symbol, and returns the new number of nodes. No child is the root, so 0 is a child that is missing. */
    private static int add(int symbol, int[][] children, int nodes) {
        int count = nodes;
        int node = 0;
        for (int bit = LENGTHS[symbol] - 1; bit > 0; bit--) {
            int side = CODES[symbol] >> bit & 1;
            if (children[node][side] == 0) {
                children[node][side] = count++;
            }
            node = children[node][side];
        }
        children[node][CODES[symbol] & 1] = ~symbol;
        return count;
    }

    private static int[] steps(int[][] children) {
        int[] steps = new int[(FAILED + 1) << 4];
        for (int state = 0; state <= FAILED; state++) {
            for (int input = 0; input < 16; input++) {
                steps[state << 4 | input] = step(children, state, input);
            }
        }
        return steps;
    }

    /** Four bits complete at most one symbol, since each code has at least five. */
    private static int step(int[][] children, int state, int input) {
        int node = state;
        int symbol = 0;
        for (int bit = 3; bit >= 0 && node != FAILED; bit--) {
            int child = children[node][input >> bit & 1];
            if (child == ~EOS) {
                node = FAILED;
            } else if (child < 0) {
                symbol = COMPLETE | ~child;
                node = 0;
            } else {
                node = child;
            }
        }
        return node << STATE_SHIFT | symbol;
    }
}
