package dev.roundhouse.http.hpack;

import dev.roundhouse.http.grammar.HttpGrammar;

/** A field block and the position in it. */
final class HpackInput {
    /** The size up to which the buffer of Huffman-encoded strings is kept between blocks, since a connection may be idle. */
    private static final int MAX_KEPT = 256;

    private static final byte[] EMPTY = {};

    private byte[] block = EMPTY;
    private int position;
    private int end;
    private byte[] decoded = EMPTY;
    private int stringLength;

    /** Begins with these bytes of the block. */
    void open(byte[] block, int from, int to) {
        this.block = block;
        position = from;
        end = to;
    }

    /** Releases the block. */
    void close() {
        open(EMPTY, 0, 0);
        if (decoded.length > MAX_KEPT) {
            decoded = EMPTY;
        }
    }

    /** Whether there is a further byte. */
    boolean hasNext() {
        return position < end;
    }

    /** The next byte, which is not skipped. */
    byte peek() throws HpackException {
        if (position >= end) {
            throw new HpackException(HpackError.BLOCK_TRUNCATED);
        }
        return block[position];
    }

    /** The next byte. */
    byte read() throws HpackException {
        byte next = peek();
        position++;
        return next;
    }

    /**
     * Reads a string literal. RFC 7541 §5.2
     *
     * @param most the number of characters up to which the text is needed; may be negative
     * @return null if the text is longer, see {@link #stringLength}
     */
    String readString(long most) throws HpackException {
        boolean huffman = peek() < 0;
        int length = HpackInteger.read(this, 7);
        if (length > end - position) {
            throw new HpackException(HpackError.BLOCK_TRUNCATED);
        }
        int from = position;
        position += length;
        if (huffman) {
            return decode(from, most);
        }
        stringLength = length;
        return length <= most ? HttpGrammar.decode(block, from, position) : null;
    }

    private String decode(int from, long most) throws HpackException {
        long room = Math.min(most, Huffman.longestDecoded(position - from));
        if (room > decoded.length) {
            decoded = new byte[(int) Math.max(room, MAX_KEPT)];
        }
        stringLength = Huffman.decode(block, from, position, decoded);
        return stringLength <= most ? HttpGrammar.decode(decoded, 0, stringLength) : null;
    }

    /** The number of characters of the last string literal. */
    int stringLength() {
        return stringLength;
    }
}
