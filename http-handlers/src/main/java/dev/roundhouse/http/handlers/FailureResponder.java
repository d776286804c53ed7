package dev.roundhouse.http.handlers;

import dev.roundhouse.http.handlers.errors.BuiltInPages;
import dev.roundhouse.http.handlers.errors.ErrorPages;
import dev.roundhouse.http.handlers.files.TooManyOpenFilesException;
import dev.roundhouse.http.handlers.logging.FailureLog;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.time.InstantSource;

/** Responds to requests that failed with an I/O error, and logs the failures. */
final class FailureResponder {
    private final ErrorPages errorPages;
    private final InstantSource clock;
    private final FailureLog failures = new FailureLog(FileHandler.class, System::nanoTime);
    private final ShortageLog shortages = new ShortageLog(System::nanoTime);

    FailureResponder(ErrorPages errorPages, InstantSource clock) {
        this.errorPages = errorPages;
        this.clock = clock;
    }

    /** 503 when no file descriptor was available, 500 otherwise. */
    Response respond(Request request, IOException failure) {
        if (failure instanceof TooManyOpenFilesException shortage) {
            shortages.add(request, shortage);
            return BuiltInPages.BUSY.forClient(request.headers());
        }
        failures.warn(request.method() + " " + request.target().path(), failure);
        return errorPages.internalError(request.headers(), clock.millis());
    }
}
