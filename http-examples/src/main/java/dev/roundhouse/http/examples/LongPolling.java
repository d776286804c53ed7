package dev.roundhouse.http.examples;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.server.content.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Long polling: GET waits for the next message, POST sends one to all that wait. The response to a GET is 204 when no message comes
 * in time; then the client sends the next GET.
 */
public final class LongPolling implements Handler {
    private static final int MAX_MESSAGE = 64 << 10;

    private final Duration timeout;
    private final Set<Poll> waiting = ConcurrentHashMap.newKeySet();

    /** A request that waits. */
    private static final class Poll {
        private final CompletableFuture<Reply> reply;

        private Poll(Duration timeout) {
            reply = new CompletableFuture<Reply>()
                    .completeOnTimeout(Response.of(Status.NO_CONTENT), timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Creates the handler. The timeout is that of a GET. */
    public LongPolling(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public Reply handle(Request request) {
        if (request.method().equals(Method.POST)) {
            return Uploads.toString(request, MAX_MESSAGE).then(this::publish);
        }
        Poll poll = new Poll(timeout);
        waiting.add(poll);
        CompletionStage<Reply> next = poll.reply;
        // Also called when the client disconnects: then the reply is cancelled.
        next.whenComplete((reply, failure) -> waiting.remove(poll));
        return Reply.later(poll.reply);
    }

    private Reply publish(String message) {
        Response response = Responses.text(Status.OK, message);
        long receivers =
                waiting.stream().filter(poll -> poll.reply.complete(response)).count();
        return Responses.text(Status.OK, receivers + " receivers\n");
    }

    /** The number of requests that wait. */
    public int waitingCount() {
        return waiting.size();
    }

    /** Serves on port 8080: {@code curl http://127.0.0.1:8080/}, and elsewhere {@code curl -d hello http://127.0.0.1:8080/}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (HttpServer server = HttpServer.builder()
                .port(8080)
                .handler(new LongPolling(Duration.ofSeconds(30)))
                .start()) {
            System.out.println("Listening on " + server.address());
            server.awaitEnd();
        }
    }
}
