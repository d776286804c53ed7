package dev.roundhouse.http.handlers;

import java.nio.ByteBuffer;

/** Where the octets of a representation are. */
sealed interface Source {
    /** The number of octets. */
    long length();

    /**
     * In memory.
     *
     * @param octets read-only, from its beginning to its capacity
     */
    record Held(ByteBuffer octets) implements Source {
        public Held {
            octets = octets.slice().asReadOnlyBuffer();
        }

        @Override
        public long length() {
            return octets.capacity();
        }
    }

    /**
     * In a file that is opened for answers.
     *
     * @param file of which the facts must still be true then
     */
    record Stored(SharedFile file, long length) implements Source {}
}
