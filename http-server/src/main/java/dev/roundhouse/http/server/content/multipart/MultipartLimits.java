package dev.roundhouse.http.server.content.multipart;

/**
 * The maximum sizes of a multipart body. The response to a body that exceeds one of them is 413.
 *
 * @param bodyBytes bytes of the entire body
 * @param parts number of parts
 * @param partBytes bytes of the content of one part
 * @param headerBytes bytes of the header section of one part
 */
public record MultipartLimits(long bodyBytes, int parts, long partBytes, int headerBytes) {
    /** 16 MiB in at most 100 parts, each with a header section of at most 8 KiB. */
    public static final MultipartLimits DEFAULT = new MultipartLimits(16 << 20, 100, 16 << 20, 8 << 10);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public MultipartLimits {
        if (bodyBytes < 0 || parts < 0 || partBytes < 0 || headerBytes < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** These limits with another maximum of the body, which is also that of each part. */
    public MultipartLimits withBodyBytes(long max) {
        return new MultipartLimits(max, parts, max, headerBytes);
    }

    /** These limits with another maximum number of parts. */
    public MultipartLimits withParts(int max) {
        return new MultipartLimits(bodyBytes, max, partBytes, headerBytes);
    }
}
