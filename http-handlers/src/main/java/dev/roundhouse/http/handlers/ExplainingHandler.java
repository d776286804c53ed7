package dev.roundhouse.http.handlers;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Request;
import java.io.IOException;

/**
 * A handler that can explain its decisions. One that wraps another explains what it decides itself, and delegates the rest.
 */
@FunctionalInterface
public interface ExplainingHandler extends Handler {
    /**
     * Explains how a request is decided, without a response.
     *
     * @throws IOException when it cannot be decided, as {@link #handle} would fail
     */
    default Explanation explain(Request request) throws IOException {
        return Explanation.NONE;
    }
}
