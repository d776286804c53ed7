package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import java.lang.System.Logger.Level;

/** Closes the resources of handlers. */
public final class HandlerCloser {
    private static final System.Logger LOG = System.getLogger("dev.roundhouse.http.server");

    private HandlerCloser() {}

    /** Closes a handler that is {@link AutoCloseable}. A failure is logged, so that others are closed, too. */
    @SuppressWarnings("CatchingUnchecked") // AutoCloseable.close declares Exception.
    public static void close(Handler handler) {
        if (handler instanceof AutoCloseable resource) {
            try {
                resource.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.log(
                        Level.WARNING,
                        "a handler could not be closed: " + handler.getClass().getName(),
                        e);
            }
        }
    }
}
