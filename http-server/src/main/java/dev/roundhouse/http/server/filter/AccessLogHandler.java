package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Logs requests, when there is a response or the handler failed. */
final class AccessLogHandler implements Handler {
    private final Handler next;
    private final System.Logger logger;
    private final LongSupplier nanoTime;

    AccessLogHandler(Handler next, System.Logger logger, LongSupplier nanoTime) {
        this.next = next;
        this.logger = logger;
        this.nanoTime = nanoTime;
    }

    @Override
    public Reply handle(Request request) throws IOException {
        if (!logger.isLoggable(Level.INFO)) {
            return next.handle(request);
        }
        long startedNanos = nanoTime.getAsLong();
        Reply reply = Replies.recover(() -> next.handle(request), failure -> {
            log(request, "failed", startedNanos);
            return Optional.empty();
        });
        return reply.map((Response response) -> {
            log(request, Integer.toString(response.status().code()), startedNanos);
            return response;
        });
    }

    private void log(Request request, String result, long startedNanos) {
        long millis = Duration.ofNanos(nanoTime.getAsLong() - startedNanos).toMillis();
        logger.log(
                Level.INFO,
                () -> request.connection().remoteAddress() + " " + request.method() + " " + request.target() + " "
                        + result + " " + millis + " ms " + request.id());
    }
}
