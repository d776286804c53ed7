package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.SiteHandler;
import java.util.function.IntSupplier;
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
     * The handler of requests without TLS that are redirected.
     *
     * @param httpsPort the port at which clients reach the HTTPS server
     */
    public ExplainingHandler redirect(IntSupplier httpsPort) {
        return health.apply(new ExplainedRedirect(httpsPort, files));
    }

    /** Closes the directories and cached files. Called when no request is in progress any more. */
    @Override
    public void close() {
        files.close();
    }
}
