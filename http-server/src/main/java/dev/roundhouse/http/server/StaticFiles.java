package dev.roundhouse.http.server;

import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Serves the files of a directory, as a handler of a server or below a mount of routes, which closes it. A {@link SiteHandler} has
 * more options.
 *
 * <pre>{@code
 * Routes.of().mount("/docs", StaticFiles.of(Path.of("public")))
 * }</pre>
 */
public final class StaticFiles implements Handler, AutoCloseable {
    private final SiteHandler site;

    private StaticFiles(SiteHandler site) {
        this.site = site;
    }

    /**
     * Opens a directory, to be served with the default options: index files, no listings, no names that start with a dot, and no
     * links out of the directory.
     *
     * @throws IOException when it does not exist, or cannot be read
     */
    public static StaticFiles of(Path directory) throws IOException {
        return of(directory, SiteOptions.DEFAULT);
    }

    /**
     * Opens a directory, to be served with these options.
     *
     * @throws IOException when it does not exist, or cannot be read
     */
    public static StaticFiles of(Path directory, SiteOptions options) throws IOException {
        return new StaticFiles(new SiteHandler(directory, List.of(), options, InstantSource.system()));
    }

    @Override
    public Reply handle(Request request) throws IOException {
        return site.handle(request);
    }

    /** Closes the directory, and releases its cached files. */
    @Override
    public void close() {
        site.close();
    }
}
