package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import java.io.IOException;

/**
 * A handler that can tell how it decides. One that wraps another explains what it decides itself, and leaves the rest to the
 * other: so a chain explains what the same chain does.
 */
@FunctionalInterface
public interface ExplainingHandler extends Handler {
    /**
     * Tells how a request is decided, without answering it.
     *
     * @throws IOException when it cannot be decided, as {@link #handle} would fail
     */
    default Explanation explain(Request request) throws IOException {
        return Explanation.NONE;
    }
}
