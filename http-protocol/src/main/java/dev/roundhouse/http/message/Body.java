package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The content of a message: a length and a way to read it. The variants are few and final, so that a type test is one
 * comparison.
 *
 * <pre>{@code
 * Body text = Body.of("Hello"); // 5 bytes of UTF-8
 * Body part = new Body.Slice(content, 100, 50); // bytes 100 to 149, read when they are sent
 * Body stream = new Body.Streamed(producer); // of unknown length
 * }</pre>
 */
public sealed interface Body {
    /** The number of bytes, or -1 when it is not known before the end. */
    long length();

    /** Releases the resources of this body. Called exactly once by its owner. */
    default void close() {}

    /** Returns a body of no bytes. */
    static Body empty() {
        return Bytes.EMPTY;
    }

    /** Returns the bytes of a text in UTF-8. */
    static Body of(String text) {
        return new Bytes(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a body of bytes in memory. */
    static Body of(ByteBuffer bytes) {
        return new Bytes(bytes);
    }

    /**
     * Bytes in memory, shared by all responses that send them.
     *
     * @param bytes the remaining bytes of the buffer, which must not change any more; a direct buffer avoids a copy
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
     * @param position of the first byte
     * @param length in bytes; when the content is shorter than that, the connection is aborted
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
     * @param parts each of known length; a composite part is replaced by its parts
     */
    record Composite(List<Body> parts) implements Body {
        /** @throws IllegalArgumentException for a part of unknown length */
        public Composite {
            // Flat, so that close() finds a content that occurs at two depths.
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
     * Bytes that are produced while they are sent. When their number is not known, they are chunked in HTTP/1.1, and delimited
     * by the end of the connection in HTTP/1.0.
     *
     * @param producer closed with this body
     * @param length in bytes, or -1 when it is not known; the connection is aborted when the producer has more or fewer
     */
    record Streamed(Producer producer, long length) implements Body {
        /** @throws IllegalArgumentException for a length less than -1 */
        public Streamed {
            if (length < -1) {
                throw new IllegalArgumentException("length must be at least -1: " + length);
            }
        }

        /** Bytes of an unknown number. */
        public Streamed(Producer producer) {
            this(producer, -1);
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /** What a {@link Producer} does next. */
    enum Progress {
        /** It has put at least one byte, and has more. */
        MORE,
        /** It has no more bytes at the moment, and calls its {@code wakeUp} when it has. */
        WAITING,
        /** There are no more bytes. */
        ENDED
    }

    /**
     * Produces the bytes of a {@link Streamed}. It is called only when there is room for bytes, and what it has put is
     * sent before it is called again.
     *
     * <p>A producer whose bytes come from elsewhere does not block for them. It returns {@link Progress#WAITING}, and the code
     * that provides the bytes calls {@code wakeUp}:
     *
     * <pre>{@code
     * final class Events implements Body.Producer {
     *     private final Queue<ByteBuffer> queue = new ConcurrentLinkedQueue<>();
     *     private volatile Runnable wakeUp = () -> {};
     *
     *     void send(ByteBuffer event) { // by any thread
     *         queue.add(event);
     *         wakeUp.run();
     *     }
     *
     *     public void start(Runnable wakeUp) {
     *         this.wakeUp = wakeUp;
     *     }
     *
     *     public Body.Progress produce(ByteBuffer target) {
     *         for (ByteBuffer event = queue.peek(); event != null; event = queue.peek()) {
     *             if (event.remaining() > target.remaining()) {
     *                 return Body.Progress.MORE;
     *             }
     *             target.put(queue.remove());
     *         }
     *         return Body.Progress.WAITING;
     *     }
     * }
     * }</pre>
     */
    interface Producer {
        /**
         * Called once, before the first call of {@link #produce}; not at all when the body is not sent, as for HEAD.
         *
         * @param wakeUp to be called when there are bytes after {@link Progress#WAITING}; by any thread, at any time, also
         *     more often than needed and after {@link #close}. It returns at once
         */
        default void start(Runnable wakeUp) {}

        /**
         * Puts the next bytes into the target. A producer that blocks here delays the other connections of an event loop.
         *
         * @param target has room for at least 8,000 bytes; valid until the method returns
         * @return {@link Progress#MORE} only if at least one byte was put; otherwise the connection is aborted. With the other
         *     results, bytes may have been put or not
         * @throws IOException when the body cannot be finished: the connection is aborted, so that the client notices
         */
        Progress produce(ByteBuffer target) throws IOException;

        /**
         * The fields that follow the body. Called once, after {@link Progress#ENDED}. Sent with the chunked transfer coding
         * (RFC 9112 §7.1.2), and dropped with HTTP/1.0.
         *
         * @return fields that {@link TrailerFields#isAllowed} allows; otherwise the connection is aborted
         */
        default Headers trailers() {
            return Headers.EMPTY;
        }

        /** Called exactly once, when the last byte has been sent or no more are needed. */
        default void close() {}
    }
}
