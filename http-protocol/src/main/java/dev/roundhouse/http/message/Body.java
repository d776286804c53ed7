package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The content of a message: a length and a way to read it. The variants are few and final, so that telling them apart
 * costs one comparison.
 */
public sealed interface Body {
    /** The number of octets, or -1 when only the end will tell. */
    long length();

    /** Lets go of whatever stands behind this body. Called exactly once by whoever owns it. */
    default void close() {}

    /** No octet. */
    static Body empty() {
        return Bytes.EMPTY;
    }

    /** The octets of a text in UTF-8. */
    static Body of(String text) {
        return new Bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Octets in memory. */
    static Body of(ByteBuffer bytes) {
        return new Bytes(bytes);
    }

    /**
     * Octets in memory, shared by all who send them.
     *
     * @param bytes what remains of the buffer; nobody changes them any more. A direct buffer saves the system a copy.
     */
    record Bytes(ByteBuffer bytes) implements Body {
        private static final Bytes EMPTY = new Bytes(ByteBuffer.allocate(0));

        public Bytes {
            bytes = bytes.slice().asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.capacity();
        }
    }

    /**
     * A part of some content, which this body owns.
     *
     * @param content closed with this body
     * @param position of the first octet
     * @param length in octets; when the content turns out to be shorter, the connection is cut rather than lied to
     */
    record Slice(Content content, long position, long length) implements Body {
        @Override
        public void close() {
            content.close();
        }
    }

    /**
     * Several bodies in a row, as multipart/byteranges needs them. A content that occurs twice is closed once.
     *
     * @param parts each of known length; parts of parts stand in their place
     */
    record Composite(List<Body> parts) implements Body {
        /** @throws IllegalArgumentException for a part whose length is not known */
        public Composite {
            // Flat, so that one look finds a content that occurs at two depths.
            parts = parts.stream().flatMap(Composite::flatten).toList();
            if (parts.stream().anyMatch(part -> part.length() < 0)) {
                throw new IllegalArgumentException("a part's length must be known");
            }
        }

        private static java.util.stream.Stream<Body> flatten(Body part) {
            return part instanceof Composite several ? several.parts.stream() : java.util.stream.Stream.of(part);
        }

        @Override
        public long length() {
            return parts.stream().mapToLong(Body::length).sum();
        }

        @Override
        public void close() {
            Set<Content> contents = Collections.newSetFromMap(new IdentityHashMap<>());
            for (Body part : parts) {
                if (!(part instanceof Slice slice) || contents.add(slice.content())) {
                    part.close();
                }
            }
        }
    }

    /**
     * Octets that are made while they are sent: chunked in HTTP/1.1, ended by the connection's end in HTTP/1.0.
     *
     * @param producer closed with this body
     */
    record Streamed(Producer producer) implements Body {
        @Override
        public long length() {
            return -1;
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /** Makes the octets of a {@link Streamed}. */
    interface Producer {
        /**
         * Puts the next octets into the target: at least one, after waiting for it if need be. To return true without any
         * is an error, which ends the connection.
         *
         * @return false when there are no more, and none were put
         * @throws IOException when the body cannot be finished: the connection is cut, so that the client notices
         */
        boolean produce(ByteBuffer target) throws IOException;

        /** The last octet has left, or none will be wanted any more. Called exactly once. */
        default void close() {}
    }
}
