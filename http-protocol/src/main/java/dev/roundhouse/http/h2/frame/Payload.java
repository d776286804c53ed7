package dev.roundhouse.http.h2.frame;

import dev.roundhouse.http.grammar.HttpGrammar;

/**
 * The payload of a frame: a range of an array that belongs to the {@link FrameReader}. It is valid until the next frame is read.
 */
public final class Payload {
    private byte[] bytes = {};
    private int from;
    private int to;

    Payload() {}

    void set(byte[] array, int start, int end) {
        bytes = array;
        from = start;
        to = end;
    }

    /** The array. */
    public byte[] array() {
        return bytes;
    }

    /** The index of the first byte in the array. */
    public int from() {
        return from;
    }

    /** The index after the last byte in the array. */
    public int to() {
        return to;
    }

    /** The number of bytes. */
    public int length() {
        return to - from;
    }

    /** A byte as a number from 0 to 255. */
    public int byteAt(int at) {
        return bytes[from + at] & 0xFF;
    }

    /** Two bytes as a number. */
    public int shortAt(int at) {
        return byteAt(at) << 8 | byteAt(at + 1);
    }

    /** Four bytes as a number, which may be negative. */
    public int intAt(int at) {
        return shortAt(at) << 16 | shortAt(at + 2);
    }

    /** Eight bytes as a number. */
    public long longAt(int at) {
        return (long) intAt(at) << Integer.SIZE | (intAt(at + Integer.BYTES) & 0xFFFF_FFFFL);
    }

    /** The stream or the increment in four bytes, of which the first bit is reserved. RFC 9113 §4.1, §6.9 */
    public int uint31At(int at) {
        return intAt(at) & Integer.MAX_VALUE;
    }

    /** The bytes from a position to the end, one character for each. */
    public String textFrom(int at) {
        return HttpGrammar.decode(bytes, from + at, to);
    }

    /** Removes bytes at both ends. */
    void strip(int first, int last) {
        from += first;
        to -= last;
    }
}
