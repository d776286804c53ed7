package dev.roundhouse.http.app;

import dev.roundhouse.http.handlers.DocumentRoot;
import dev.roundhouse.http.handlers.FileHandler;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;

/** Makes the handler of what is served. */
final class Site {
    private Site() {}

    /** @throws StartException when the directory cannot be served */
    static Handler of(ServeOptions options) {
        try {
            return new FileHandler(new DocumentRoot(options.directory()));
        } catch (IOException missing) {
            throw new StartException(
                    "There is no directory " + options.directory() + " to serve; give --directory one that exists.",
                    missing);
        }
    }
}
