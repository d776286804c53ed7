package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.util.concurrent.Executor;

/** A handler that waits: it is called by a thread of its server, or by one of the process while it has no server. */
record WaitingHandler(Handler next) implements ThreadedHandler {
    /** Created with the first request to a handler without a server, as in tests. Its threads end when they are idle. */
    private static final class SharedThreads {
        private static final HandlerThreads INSTANCE = HandlerThreads.create();
    }

    @Override
    public Handler withThreads(Executor threads) {
        return ThreadedHandler.withThreads(next, threads).on(threads);
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return next.on(SharedThreads.INSTANCE).handle(request);
    }
}
