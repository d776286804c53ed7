package dev.roundhouse.http.app;

import dev.roundhouse.http.handlers.DocumentRoot;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Makes the handler of what is served. */
final class Site {
    private Site() {}

    /**
     * The handler of a site.
     *
     * @param ending whether the server ends
     * @throws StartException when the directory cannot be served
     */
    static Handler of(SiteOptions options, BooleanSupplier ending) {
        try {
            Handler files = new FileHandler(new DocumentRoot(options.directory()));
            return options.healthPath()
                    .map(path -> (Handler) new HealthHandler(path, ending, files))
                    .orElse(files);
        } catch (IOException missing) {
            throw new StartException(
                    "There is no directory " + options.directory() + " to serve; give --directory one that exists.",
                    missing);
        }
    }
}
