package dev.roundhouse.http.handlers;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.handlers.content.Representation;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.semantics.ByteRange;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Several parts of a representation as one body: multipart/byteranges, RFC 9110 §14.6.
 *
 * @param boundary 128 random bits, new for each response: no file contains them by accident, and no file can be
 *     written that contains them on purpose, in order to end a part early
 * @param partType the type of each part, which is that of the representation
 * @param ranges in the order of the parts
 * @param completeLength the length of the representation in bytes
 */
record MultipartByteRanges(String boundary, String partType, List<ByteRange> ranges, long completeLength) {
    private static final int BOUNDARY_BYTES = 16;

    /** Seeded at the first response of several parts: most servers never send one, and a start need not wait for it. */
    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }

    static MultipartByteRanges of(Representation full, List<ByteRange> ranges) {
        return new MultipartByteRanges(newBoundary(), full.contentType(), ranges, full.length());
    }

    private static String newBoundary() {
        byte[] random = new byte[BOUNDARY_BYTES];
        Randomness.SOURCE.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    Body body(ResponseRenderer.BodySlicer bodySlicer) {
        List<Body> parts = new ArrayList<>(2 * ranges.size() + 1);
        for (ByteRange range : ranges) {
            parts.add(ascii((parts.isEmpty() ? "--" : "\r\n--") + boundary
                    + "\r\nContent-Type: " + partType
                    + "\r\nContent-Range: " + range.contentRange(completeLength)
                    + "\r\n\r\n"));
            parts.add(bodySlicer.slice(range.first(), range.length()));
        }
        parts.add(ascii("\r\n--" + boundary + "--\r\n"));
        return new Body.Composite(parts);
    }

    private static Body ascii(String ascii) {
        return Body.of(ByteBuffer.wrap(HttpGrammar.encode(ascii)));
    }
}
