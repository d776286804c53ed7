package dev.roundhouse.http.hpack;

import java.util.Arrays;

/** A field block that is being encoded: an array of bytes that grows. */
public final class HpackOutput {
    private static final int INITIAL_CAPACITY = 256;

    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int size;

    /** An empty block. */
    public HpackOutput() {}

    /** The number of bytes. */
    public int size() {
        return size;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Removes all bytes, and keeps their memory for the next block. */
    public void clear() {
        size = 0;
    }

    /** Appends the low eight bits. */
    void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /**
     * Appends a string literal, Huffman-encoded if that is shorter. RFC 7541 §5.2
     *
     * @throws IllegalArgumentException when a character is above U+00FF
     */
    void writeString(String text) {
        int length = text.length();
        int encodedLength = Huffman.encodedLength(text);
        if (encodedLength < length) {
            HpackInteger.write(this, 0x80, 7, encodedLength);
            reserve(encodedLength);
            Huffman.encode(text, bytes, size);
            size += encodedLength;
        } else {
            HpackInteger.write(this, 0, 7, length);
            reserve(length);
            for (int i = 0; i < length; i++) {
                bytes[size++] = (byte) text.charAt(i);
            }
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
        }
    }
}
