package dev.roundhouse.http.handlers.content;

import java.nio.ByteBuffer;

/** Where the octets of a representation are. */
public sealed interface RepresentationData {
    /** The number of octets. */
    long length();

    /**
     * In memory.
     *
     * @param bytes read-only, from its beginning to its capacity
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
     * In a file that is opened for answers.
     *
     * @param file of which the facts must still be true then
     */
    record OnDisk(SharedFile file, long length) implements RepresentationData {}
}
