package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.CountedBytes;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that come too late, or never, and what they cost other clients. A transport with event loops has one. */
@Timeout(300)
public abstract class UnfinishedReplyContract extends LaterReplyFixture {
    private static final String NOW = "GET /now HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int QUICK_CLIENTS = 64;
    private static final int REQUESTS_PER_CLIENT = 8;

    /** Other processes may occupy the processors for a while: one of so many rounds has to pass. */
    private static final int ROUNDS = 30;

    private static final int UNDISTURBED_ROUNDS = 9;

    /** Replies that are never completed; set the property to 100000 for the full number. */
    private static final int UNFINISHED = Integer.getInteger("contract.unfinished", 1_500);

    private static final int AT_ONCE = 500;

    /** For subclasses. */
    protected UnfinishedReplyContract() {}

    private static Response counted(CountedBytes content) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, content.length()));
    }

    private static Reply block(CountDownLatch released, Request request) throws IOException {
        try {
            released.await();
            return path(request);
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static long responseNanos(RawClient client) throws IOException {
        long startNanos = System.nanoTime();
        client.send(NOW);
        assertEndsWith("\r\n\r\n/now\n", client.readResponse());
        return System.nanoTime() - startNanos;
    }

    private static long p99(List<RawClient> clients) throws IOException {
        long[] nanos = new long[QUICK_CLIENTS * REQUESTS_PER_CLIENT];
        for (int at = 0; at < nanos.length; at++) {
            nanos[at] = responseNanos(clients.get(at % QUICK_CLIENTS));
        }
        Arrays.sort(nanos);
        return nanos[nanos.length * 99 / 100];
    }

    @Test
    void handler_that_waits_leaves_the_p99_of_64_clients_below_twice_that_without_it() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        Handler slow = ((Handler) request -> block(released, request)).on(threads);
        start(request -> request.target().path().equals("/now") ? path(request) : slow.handle(request));
        List<RawClient> quick = new ArrayList<>();
        try (RawClient waiting = client()) {
            for (int number = 0; number < QUICK_CLIENTS; number++) {
                quick.add(client());
            }
            p99(quick);
            long[] undisturbed = new long[UNDISTURBED_ROUNDS];
            for (int round = 0; round < UNDISTURBED_ROUNDS; round++) {
                undisturbed[round] = p99(quick);
            }
            Arrays.sort(undisturbed);
            waiting.send(GET);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS && best >= 2 * undisturbed[UNDISTURBED_ROUNDS / 2]; round++) {
                best = Math.min(best, p99(quick));
            }
            long disturbed = best;
            assertTrue(
                    disturbed < 2 * undisturbed[UNDISTURBED_ROUNDS / 2],
                    () -> disturbed + " ns, undisturbed " + undisturbed[UNDISTURBED_ROUNDS / 2] + " ns");
            released.countDown();
            assertEndsWith("\r\n\r\n/\n", waiting.readResponse());
        } finally {
            released.countDown();
            threads.shutdown();
            for (RawClient client : quick) {
                client.close();
            }
        }
    }

    /** The stages of all requests exist before the first one is handled. */
    @Test
    void a_thousand_replies_completed_in_any_order_are_sent_in_the_order_of_the_requests() throws Exception {
        long seed = new Random().nextLong();
        int count = 1_000;
        List<CompletableFuture<Reply>> stages = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            stages.add(new CompletableFuture<>());
        }
        List<Integer> order = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            order.add(number);
        }
        Collections.shuffle(order, new Random(seed));
        start(request ->
                Reply.later(stages.get(Integer.parseInt(request.target().path().substring(1)))));
        try (RawClient client = client()) {
            client.send(requests(count));
            for (int number : order) {
                others.execute(() -> stages.get(number).complete(Response.plain(Status.OK, "reply " + number)));
            }
            for (int number = 0; number < count; number++) {
                String response = client.readResponse();
                assertTrue(response.endsWith("\r\n\r\nreply " + number + "\n"), () -> "seed " + seed + ": " + response);
            }
        }
    }

    @Test
    @Timeout(1200)
    void replies_that_are_never_completed_leave_nothing_behind() throws Exception {
        Queue<WeakReference<CompletableFuture<Reply>>> stages = new ConcurrentLinkedQueue<>();
        start(
                request -> {
                    CompletableFuture<Reply> stage = new CompletableFuture<>();
                    stages.add(new WeakReference<>(stage));
                    return Reply.later(stage);
                },
                Timeouts.DEFAULT.withHandler(SHORT));
        for (int done = 0; done < UNFINISHED; done += AT_ONCE) {
            List<RawClient> clients = new ArrayList<>();
            for (int number = 0; number < AT_ONCE; number++) {
                RawClient client = client();
                clients.add(client);
                client.send(GET);
            }
            for (RawClient client : clients) {
                assertTrue(client.readResponse().startsWith("HTTP/1.1 503 "));
                client.close();
                // Each has a stack trace, which would fill the heap.
                assertInstanceOf(TimeoutException.class, observer.nextFailure());
            }
        }
        awaitNoConnections();
        assertEquals(UNFINISHED, stages.size());
        assertCollected(stages);
    }

    /** Only the stages of the connections that a pool or a loop has used last may still be there. */
    private static void assertCollected(Queue<WeakReference<CompletableFuture<Reply>>> stages)
            throws InterruptedException {
        int left = UNFINISHED;
        for (int attempt = 0; attempt < 100 && left > 1; attempt++) {
            System.gc();
            Thread.sleep(10);
            left = (int) stages.stream().filter(stage -> stage.get() != null).count();
        }
        int kept = left;
        assertTrue(kept <= 1, () -> kept + " stages are still referenced");
    }

    /** Completed around the time at which the handler timeout is noticed, which is late by up to half a second. */
    @Test
    void reply_that_races_with_the_handler_timeout_is_sent_or_released_once() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        List<CountedBytes> contents = new ArrayList<>();
        start(this::promise, Timeouts.DEFAULT.withHandler(SHORT));
        for (int round = 0; round < 4; round++) {
            List<RawClient> clients = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                RawClient client = client();
                clients.add(client);
                client.send(GET);
                CountedBytes content = new CountedBytes();
                contents.add(content);
                CompletableFuture<Reply> stage = nextPromised();
                CompletableFuture.delayedExecutor(random.nextInt(700_000), TimeUnit.MICROSECONDS, others)
                        .execute(() -> complete(stage, counted(content)));
            }
            for (RawClient client : clients) {
                String head = client.readHead();
                assertTrue(head.startsWith("HTTP/1.1 200 ") || head.startsWith("HTTP/1.1 503 "), head);
                client.close();
            }
        }
        for (CountedBytes content : contents) {
            content.awaitClosed();
            assertEquals(1, content.closes(), () -> "closes, seed " + seed);
        }
    }

    /** As a handler does that checks whether its reply is still needed. */
    private static void complete(CompletableFuture<Reply> stage, Response response) {
        if (!stage.complete(response)) {
            response.release();
        }
    }

    @Test
    void reply_that_races_with_a_shutdown_is_sent_or_released_once() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 15; round++) {
            start(this::promise);
            List<RawClient> clients = new ArrayList<>();
            List<CountedBytes> contents = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                RawClient client = client();
                clients.add(client);
                client.send(GET);
                CountedBytes content = new CountedBytes();
                contents.add(content);
                CompletableFuture<Reply> stage = nextPromised();
                CompletableFuture.delayedExecutor(random.nextInt(20_000), TimeUnit.MICROSECONDS, others)
                        .execute(() -> complete(stage, counted(content)));
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(10_000));
            listener.shutdown(Duration.ofMillis(random.nextInt(3) * 10L));
            for (CountedBytes content : contents) {
                content.awaitClosed();
                assertEquals(1, content.closes(), () -> "closes, seed " + seed);
            }
            for (RawClient client : clients) {
                String all = client.readToEnd("");
                assertTrue(all.isEmpty() || all.startsWith("HTTP/1.1 200 "), all);
                client.close();
            }
        }
    }
}
