package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import java.util.concurrent.Executor;

/** A handler that gets the threads for handlers that wait from its server. */
public interface ThreadedHandler extends Handler {
    /**
     * Returns this handler with the threads of a server. Called once, before the server starts.
     *
     * @param threads for handlers that wait; shut down by the server
     */
    Handler withThreads(Executor threads);

    /** Returns a handler with the threads of a server; the same one if it does not use them. */
    static Handler withThreads(Handler handler, Executor threads) {
        return handler instanceof ThreadedHandler threaded ? threaded.withThreads(threads) : handler;
    }
}
