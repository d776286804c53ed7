package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.Resource.Found;
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
     * In a file that is opened for each answer.
     *
     * @param file of which the facts must still be true then
     */
    record Stored(Found file) implements Source {
        @Override
        public long length() {
            return file.facts().size();
        }
    }
}
