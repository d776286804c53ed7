package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A server whose replies are completed by the test. A transport with event loops has one. */
abstract class LaterReplyFixture extends TransportFixture {
    static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(100);

    final RecordingObserver observer = new RecordingObserver();
    final ScheduledExecutorService others = new ScheduledThreadPoolExecutor(4);

    /** The stages of replies, in the order of the requests. */
    final BlockingQueue<CompletableFuture<Reply>> promised = new LinkedBlockingQueue<>();

    Listener listener;

    LaterReplyFixture() {}

    /**
     * Whether a reset is detected while the server does not read what the client has sent; if not, it is detected by the next read
     * or write.
     */
    protected boolean canDetectResetBehindUnreadBytes() {
        return false;
    }

    /** After the listener is closed, since its connections may still use them. */
    @AfterEach
    final void stopOthers() {
        if (listener != null) {
            listener.close();
        }
        others.shutdownNow();
    }

    void start(Handler handler) throws IOException {
        start(handler, Timeouts.DEFAULT);
    }

    void start(Handler handler, Timeouts timeouts) throws IOException {
        start(handler, timeouts, Http1Limits.DEFAULT);
    }

    void start(Handler handler, Timeouts timeouts, Http1Limits limits) throws IOException {
        TransportSettings settings = settings().withEventLoops(1).withMaxConnections(5000, TransportSettings.UNLIMITED);
        Service.ConnectionFactory connectionFactory = CheckedService.http1(limits, timeouts, "");
        listener = listen(new Service(connectionFactory, handler, observer), settings);
    }

    RawClient client() throws IOException {
        return connect(listener);
    }

    /** A handler whose reply is completed by the test. */
    Reply promise(Request request) {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        promised.add(stage);
        return Reply.later(stage);
    }

    CompletableFuture<Reply> nextPromised() throws InterruptedException {
        CompletableFuture<Reply> next = promised.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no request came to the handler");
        }
        return next;
    }

    /** A reply that another thread completes after some milliseconds. */
    Reply after(long millis, Reply reply) {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, others).execute(() -> stage.complete(reply));
        return Reply.later(stage);
    }

    static Response path(Request request) {
        return Response.plain(Status.OK, request.target().path());
    }

    static String requests(int count) {
        StringBuilder requests = new StringBuilder();
        for (int number = 0; number < count; number++) {
            requests.append("GET /").append(number).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        return requests.toString();
    }

    void awaitNoConnections() throws InterruptedException {
        awaitConnections(listener, 0);
    }
}
