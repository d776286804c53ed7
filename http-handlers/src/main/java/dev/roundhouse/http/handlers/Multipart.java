package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Octets;
import dev.roundhouse.http.semantics.ByteRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Several parts of a representation as one body: multipart/byteranges, RFC 9110 §14.6.
 *
 * @param boundary 128 bits of a hash over what is sent: no file holds it by accident, and the same question has the same
 *     answer, octet for octet
 * @param partType the type of each part, which is that of the whole
 * @param ranges in the order of the parts
 * @param completeLength of the whole
 */
record Multipart(String boundary, String partType, List<ByteRange> ranges, long completeLength) {

    static Multipart of(Representation whole, List<ByteRange> ranges) {
        String told = whole.headers() + " " + whole.length() + " " + ranges;
        String boundary = Digest.of(ByteBuffer.wrap(Octets.of(told)));
        return new Multipart(boundary, whole.contentType(), ranges, whole.length());
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    Body body(FileAnswer.Octets octets) {
        List<Body> parts = new ArrayList<>(2 * ranges.size() + 1);
        for (ByteRange range : ranges) {
            parts.add(text((parts.isEmpty() ? "--" : "\r\n--") + boundary
                    + "\r\nContent-Type: " + partType
                    + "\r\nContent-Range: " + range.contentRange(completeLength)
                    + "\r\n\r\n"));
            parts.add(octets.slice(range.first(), range.length()));
        }
        parts.add(text("\r\n--" + boundary + "--\r\n"));
        return new Body.Parts(parts);
    }

    private static Body text(String ascii) {
        return Body.of(ByteBuffer.wrap(Octets.of(ascii)));
    }
}
