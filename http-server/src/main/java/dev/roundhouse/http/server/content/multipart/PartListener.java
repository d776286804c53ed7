package dev.roundhouse.http.server.content.multipart;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives the content of one part. */
public interface PartListener {
    /** Skips the content. */
    PartListener SKIPPING = bytes -> {};

    /**
     * Receives the next bytes of the content.
     *
     * @param bytes valid until the method returns; copy what is needed later
     * @throws IOException when they cannot be processed: the client gets 500
     */
    void receive(ByteBuffer bytes) throws IOException;

    /**
     * The part is complete.
     *
     * @throws IOException when it cannot be processed: the client gets 500
     */
    default void finish() throws IOException {}
}
