package dev.roundhouse.http.conformance.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.ShutdownResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport must do when the client, or the server, is gone before a reply comes. */
@Timeout(120)
public abstract class LaterReplyEndContract extends LaterReplyFixture {
    /** For a class of one's own. */
    protected LaterReplyEndContract() {}

    /** Whether it notices that a client is gone while no reply has come; else it does when it sends one. */
    protected abstract boolean noticesThatClientsAreGone();

    private static Response counted(CountedBytes content) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, content.length()));
    }

    @Test
    void what_comes_after_the_client_has_gone_is_released_once() throws Exception {
        start(this::promise);
        RawClient client = client();
        client.send(GET);
        CompletableFuture<Reply> stage = nextPromised();
        client.reset();
        if (noticesThatClientsAreGone()) {
            awaitNoConnections();
            assertTrue(stage.isCancelled(), "nobody told the handler");
        }
        CountedBytes content = new CountedBytes();
        stage.complete(counted(content));
        awaitNoConnections();
        assertEquals(stage.isCancelled() ? 0 : 1, content.closes());
    }

    /** A stage that cannot be cancelled is completed all the same. */
    @Test
    void what_comes_though_it_was_cancelled_is_released_once() throws Exception {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        start(request -> {
            promised.add(stage);
            return Reply.later(stage.minimalCompletionStage());
        });
        RawClient client = client();
        client.send(GET);
        assertSame(stage, nextPromised());
        client.reset();
        if (noticesThatClientsAreGone()) {
            awaitNoConnections();
        }
        CountedBytes content = new CountedBytes();
        stage.complete(counted(content));
        awaitNoConnections();
        content.awaitClosed();
        assertEquals(1, content.closes());
    }

    @Test
    void a_drain_waits_for_replies_that_are_outstanding() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(GET);
            CompletableFuture<Reply> stage = nextPromised();
            CompletableFuture<ShutdownResult> drained =
                    CompletableFuture.supplyAsync(() -> listener.shutdown(LONG), others);
            Thread.sleep(200);
            assertFalse(drained.isDone(), "the drain did not wait");
            stage.complete(Response.plain(Status.OK, "before the end"));

            String all = client.readTextToEnd();
            assertTrue(all.contains("\r\nConnection: close\r\n"), all);
            assertEnds("\r\n\r\nbefore the end\n", all);
            client.shutdownOutput();
            assertEquals(new ShutdownResult(1, 0), drained.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_drain_cuts_what_is_outstanding_after_the_grace() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(GET);
            CompletableFuture<Reply> stage = nextPromised();

            assertEquals(new ShutdownResult(0, 1), listener.shutdown(Duration.ofMillis(200)));
            assertEquals("", client.readTextToEnd());
            awaitNoConnections();
            while (!stage.isCancelled()) {
                Thread.sleep(1);
            }
        }
    }

    /** Completion races with the end of the client, or of the server; whoever wins, everything comes back once. */
    @Test
    void every_content_is_released_once_whoever_is_first() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        List<CountedBytes> contents = Collections.synchronizedList(new ArrayList<>());
        start(request -> {
            CompletableFuture<Reply> stage = new CompletableFuture<>();
            promised.add(stage);
            return Reply.later(stage.minimalCompletionStage());
        });
        for (int round = 0; round < 300; round++) {
            RawClient client = client();
            client.send(random.nextBoolean() ? GET : GET + GET);
            CompletableFuture<Reply> stage = nextPromised();
            CountedBytes content = new CountedBytes();
            contents.add(content);
            long before = random.nextInt(300_000);
            others.execute(() -> {
                spin(before);
                stage.complete(counted(content));
            });
            spin(random.nextInt(300_000));
            if (random.nextBoolean()) {
                client.reset();
            } else {
                client.close();
            }
        }
        List<CompletableFuture<Reply>> left = new ArrayList<>();
        promised.drainTo(left);
        for (CompletableFuture<Reply> stage : left) {
            contents.add(new CountedBytes());
            CountedBytes last = contents.get(contents.size() - 1);
            others.execute(() -> stage.complete(counted(last)));
        }
        listener.shutdown(Duration.ofMillis(random.nextInt(20)));
        // The second of two requests may have come to the handler only now.
        for (CompletableFuture<Reply> stage : promised) {
            stage.complete(Response.of(Status.OK));
        }
        for (CountedBytes content : contents) {
            content.awaitClosed();
            assertEquals(1, content.closes(), () -> "closes, seed " + seed);
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
