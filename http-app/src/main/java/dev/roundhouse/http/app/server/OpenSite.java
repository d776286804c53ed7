package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.message.Handler;
import java.util.function.UnaryOperator;

/**
 * A site with its directories open.
 *
 * @param files the handler of its files
 * @param health adds the health check to a handler
 */
public record OpenSite(SiteHandler files, UnaryOperator<ExplainingHandler> health) implements AutoCloseable {
    /** The handler of all requests to the site. */
    public ExplainingHandler handler() {
        return health.apply(files);
    }

    /**
     * The handler of requests without TLS, all of which are redirected but for challenges and the health check.
     *
     * @param redirect redirects a request, or rejects it
     */
    public ExplainingHandler redirected(Handler redirect) {
        return health.apply(new ExplainedRedirect(redirect, files));
    }

    /** Closes the directories and cached files. Called when no request is in progress any more. */
    @Override
    public void close() {
        files.close();
    }
}
