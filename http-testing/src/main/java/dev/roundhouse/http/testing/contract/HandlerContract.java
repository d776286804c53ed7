package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Handlers: on an executor, with a timeout, and the facts about a request. A transport with event loops has one. */
public abstract class HandlerContract extends LaterReplyFixture {
    private static final String NOW = "GET /now HTTP/1.1\r\nHost: a\r\n\r\n";

    /** For subclasses. */
    protected HandlerContract() {}

    private Reply block(CountDownLatch released, Request request) {
        try {
            released.await();
            return path(request);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void handler_that_waits_on_an_executor_delays_no_other_client() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        start(request -> request.target().path().equals("/now")
                ? path(request)
                : ((Handler) slow -> block(released, slow)).on(others).handle(request));
        try (RawClient slow = client();
                RawClient quick = client()) {
            slow.send(GET);
            for (int round = 0; round < 100; round++) {
                quick.send(NOW);
                assertEndsWith("\r\n\r\n/now\n", quick.readResponse());
            }
            released.countDown();
            assertEndsWith("\r\n\r\n/\n", slow.readResponse());
        }
    }

    @Test
    void executor_that_rejects_a_handler_gives_503() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        Handler handler = request -> block(released, request);
        start(handler.on(one));
        try (RawClient first = client();
                RawClient second = client()) {
            first.send(GET);
            while (one.getActiveCount() == 0) {
                Thread.sleep(1);
            }
            second.send(GET);
            assertStartsWith("HTTP/1.1 503 ", second.readResponse());
            released.countDown();
            assertStartsWith("HTTP/1.1 200 ", first.readResponse());
        } finally {
            one.shutdown();
        }
    }

    @Test
    void handler_timeout_gives_503_and_cancels_the_stage() throws Exception {
        start(this::promise, Timeouts.DEFAULT.withHandler(SHORT));
        try (RawClient client = client()) {
            client.send(GET);
            CompletableFuture<Reply> stage = nextPromised();

            assertStartsWith("HTTP/1.1 503 ", client.readResponse());
            assertTrue(stage.isCancelled(), "the stage was not cancelled");
            assertEquals(TimeoutException.class, observer.nextFailure().getClass());
        }
    }

    @Test
    void handler_timeout_does_not_affect_a_reply_in_time() throws Exception {
        start(request -> after(50, path(request)), Timeouts.DEFAULT.withHandler(Duration.ofSeconds(20)));
        try (RawClient client = client()) {
            for (int round = 0; round < 10; round++) {
                client.send(GET);
                assertEndsWith("\r\n\r\n/\n", client.readResponse());
            }
        }
        assertTrue(observer.isEmpty(), "a failure was reported");
    }

    @Test
    void request_has_the_addresses_of_its_connection() throws Exception {
        Queue<Request> received = new ConcurrentLinkedQueue<>();
        start(request -> {
            received.add(request);
            return path(request);
        });
        try (RawClient client = client()) {
            client.send(GET);
            client.readResponse();
            Request request = received.remove();

            assertEquals(client.localAddress(), request.connection().remoteAddress());
            assertEquals(listener.address(), request.connection().localAddress());
            assertEquals(isSecure() ? "https" : "http", request.connection().scheme());
        }
    }

    @Test
    void requests_have_different_ids_and_share_what_is_of_their_connection() throws Exception {
        Queue<Request> received = new ConcurrentLinkedQueue<>();
        start(request -> {
            received.add(request);
            return Response.plain(Status.OK, request.id());
        });
        Set<String> ids = new HashSet<>();
        for (int connection = 0; connection < 3; connection++) {
            try (RawClient client = client()) {
                client.send(GET + GET);
                for (int number = 0; number < 2; number++) {
                    String response = client.readResponse();
                    ids.add(response.substring(response.indexOf("\r\n\r\n")));
                }
            }
        }
        assertEquals(6, ids.size());
        List<Request> requests = new ArrayList<>(received);
        assertSame(requests.get(0).connection(), requests.get(1).connection());
    }
}
