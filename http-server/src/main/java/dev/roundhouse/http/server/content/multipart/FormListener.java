package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.Reply;
import java.io.IOException;

/**
 * Receives the parts of a form, one after the other, while they come in. The methods are called by the thread that serves the
 * connection, and return at once. Exactly one of {@link #finish} and {@link #abort} is the last one.
 */
public interface FormListener {
    /**
     * Called once, before the other methods.
     *
     * @param wakeUp to be called when the listener is {@linkplain #isReady ready} again; by any thread
     */
    default void start(Runnable wakeUp) {}

    /** Whether the listener takes bytes now; otherwise the client has to wait. */
    default boolean isReady() {
        return true;
    }

    /**
     * A part begins.
     *
     * @return receives its content
     * @throws IOException when it cannot be processed: the client gets 500
     */
    PartListener startPart(PartHead head) throws IOException;

    /**
     * Returns the reply: the form is complete.
     *
     * @throws IOException when there is none: the client gets 500
     */
    Reply finish() throws IOException;

    /** Releases what was received: the form will not be complete. */
    default void abort() {}
}
