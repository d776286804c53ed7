package dev.roundhouse.http.handlers.content;

import java.nio.ByteBuffer;

/** The bytes of a representation: in memory, or on disk. */
public sealed interface RepresentationData {
    /** The number of bytes. */
    long length();

    /**
     * Bytes in memory.
     *
     * @param bytes read-only, from the start to the capacity
     */
    record InMemory(ByteBuffer bytes) implements RepresentationData {
        public InMemory {
            bytes = bytes.slice().asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return bytes.capacity();
        }
    }

    /**
     * Bytes of a file that is opened for each response.
     *
     * @param file checked for changes when it is opened
     */
    record OnDisk(SharedFile file, long length) implements RepresentationData {}
}
