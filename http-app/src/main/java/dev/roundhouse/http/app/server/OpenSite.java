package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.SiteHandler;

/**
 * A site with its directories open.
 *
 * @param handler handles all requests to the site
 * @param files the handler of its files
 */
public record OpenSite(ExplainingHandler handler, SiteHandler files) implements AutoCloseable {
    /** Closes the directories and cached files. Called when no request is in progress any more. */
    @Override
    public void close() {
        files.close();
    }
}
