package dev.roundhouse.http.tls.pem;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the DER elements of a sequence, one after the other. ITU-T X.690 */
final class DerReader {
    private final ByteBuffer bytes;

    private DerReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads the elements within the sequence that the bytes are; empty if they are none. */
    static Optional<DerReader> ofSequence(byte[] der) {
        return new DerReader(ByteBuffer.wrap(der))
                .next()
                .filter(element -> element.tag == DerWriter.SEQUENCE)
                .map(DerElement::content);
    }

    /** The next element; empty at the end, or if it is malformed. */
    Optional<DerElement> next() {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return Optional.empty();
        }
        int tag = bytes.get() & 0xFF;
        int length = bytes.get() & 0xFF;
        if (length >= 0x80) {
            int count = length & 0x7F;
            if (count == 0 || count > 3 || count > bytes.remaining()) {
                return Optional.empty();
            }
            length = 0;
            for (int index = 0; index < count; index++) {
                length = (length << 8) | (bytes.get() & 0xFF);
            }
        }
        if (length > bytes.remaining()) {
            return Optional.empty();
        }
        int contentStart = bytes.position();
        bytes.position(contentStart + length);
        return Optional.of(new DerElement(
                tag,
                bytes.slice(start, contentStart + length - start),
                new DerReader(bytes.slice(contentStart, length))));
    }

    /** The next element with a tag; elements before it are skipped. */
    Optional<DerElement> nextWithTag(int tag) {
        Optional<DerElement> element = next();
        while (element.isPresent() && element.get().tag != tag) {
            element = next();
        }
        return element;
    }

    /**
     * One element.
     *
     * @param encoded with its tag and length
     * @param content reads the elements within it, if it is constructed
     */
    record DerElement(int tag, ByteBuffer encoded, DerReader content) {
        byte[] bytes() {
            byte[] copy = new byte[encoded.remaining()];
            encoded.duplicate().get(copy);
            return copy;
        }
    }
}
