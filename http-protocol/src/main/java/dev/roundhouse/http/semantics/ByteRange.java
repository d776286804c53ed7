package dev.roundhouse.http.semantics;

/**
 * A run of octets of a representation, both ends included (RFC 9110 §14.1.2).
 *
 * @param first position of the first octet, from 0
 * @param last position of the last octet, not before the first
 */
public record ByteRange(long first, long last) {
    /** @throws IllegalArgumentException when the range holds no octet, or begins before the first */
    public ByteRange {
        if (first < 0 || last < first || last == Long.MAX_VALUE) {
            throw new IllegalArgumentException("invalid byte range: " + first + "-" + last);
        }
    }

    /** The number of octets, at least one. */
    public long length() {
        return last - first + 1;
    }

    /** The value of Content-Range for this part of so many octets, as in {@code bytes 0-9/100}. RFC 9110 §14.4 */
    public String contentRange(long completeLength) {
        return "bytes " + first + "-" + last + "/" + completeLength;
    }

    /** The value of Content-Range in a 416 response, as in {@code bytes *}{@code /100}. RFC 9110 §14.4 */
    public static String unsatisfiedRange(long completeLength) {
        return "bytes */" + completeLength;
    }

    /** Whether the other range begins or ends so near to this one that fewer octets than these lie between. */
    boolean isNear(long bytes, ByteRange other) {
        return Math.max(first, other.first) - Math.min(last, other.last) - 1 < bytes;
    }

    /** The smallest range that covers both. */
    ByteRange covering(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
