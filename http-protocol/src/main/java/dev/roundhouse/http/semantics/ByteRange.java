package dev.roundhouse.http.semantics;

/**
 * A range of bytes of a representation, both ends included (RFC 9110 §14.1.2).
 *
 * @param first position of the first byte, from 0
 * @param last position of the last byte, not before the first
 */
public record ByteRange(long first, long last) {
    /** @throws IllegalArgumentException when the range is empty, or begins before the first byte */
    public ByteRange {
        if (first < 0 || last < first || last == Long.MAX_VALUE) {
            throw new IllegalArgumentException("invalid byte range: " + first + "-" + last);
        }
    }

    /** The number of bytes, at least one. */
    public long length() {
        return last - first + 1;
    }

    /**
     * The value of Content-Range of this part of a representation of that length, such as {@code bytes 0-9/100}. RFC 9110 §14.4
     */
    public String contentRange(long completeLength) {
        return "bytes " + first + "-" + last + "/" + completeLength;
    }

    /** The value of Content-Range of a 416 response, such as {@code bytes *}{@code /100}. RFC 9110 §14.4 */
    public static String unsatisfiedRange(long completeLength) {
        return "bytes */" + completeLength;
    }

    /** Whether fewer than that number of bytes are between both ranges, or they overlap. */
    boolean isNear(long bytes, ByteRange other) {
        return Math.max(first, other.first) - Math.min(last, other.last) - 1 < bytes;
    }

    /** The smallest range that covers both. */
    ByteRange covering(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
