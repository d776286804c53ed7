package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.CountedBytes;
import dev.roundhouse.http.transport.ShutdownResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The client disconnects, or the server shuts down, before a reply is completed. */
public abstract class LaterReplyEndContract extends LaterReplyFixture {
    /** More than a server reads at once. */
    private static final int UNREAD_BYTES = 100_000;

    /** For subclasses. */
    protected LaterReplyEndContract() {}

    /** Whether a disconnect is detected while the reply is pending; if not, it is detected when the response is sent. */
    protected abstract boolean canDetectDisconnectWhileReplyIsPending();

    private static Response counted(CountedBytes content) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, content.length()));
    }

    @Test
    void a_reply_after_the_client_disconnected_is_released_once() throws Exception {
        start(this::promise);
        RawClient client = client();
        client.send(GET);
        CompletableFuture<Reply> stage = nextPromised();
        client.reset();
        if (canDetectDisconnectWhileReplyIsPending()) {
            awaitNoConnections();
            assertTrue(stage.isCancelled(), "the stage was not cancelled");
        }
        CountedBytes content = new CountedBytes();
        stage.complete(counted(content));
        awaitNoConnections();
        assertEquals(stage.isCancelled() ? 0 : 1, content.closes());
    }

    /** The reset is not found by a read, since nothing is read before the reply. */
    @Test
    void a_reset_behind_unread_requests_ends_the_connection() throws Exception {
        start(this::promise);
        int count = canDetectResetBehindUnreadBytes() ? 300 : 1;
        List<CompletableFuture<Reply>> stages = new ArrayList<>();
        List<ClientChannel> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(clientWithUnreadRequests());
            stages.add(nextPromised());
        }
        for (ClientChannel client : clients) {
            client.reset();
        }
        if (canDetectResetBehindUnreadBytes()) {
            awaitNoConnections();
            assertTrue(stages.stream().allMatch(CompletableFuture::isCancelled), "a stage was not cancelled");
        }
        CountedBytes content = new CountedBytes();
        CompletableFuture<Reply> last = stages.get(count - 1);
        last.complete(counted(content));
        awaitNoConnections();
        assertEquals(last.isCancelled() ? 0 : 1, content.closes());
    }

    private ClientChannel clientWithUnreadRequests() throws Exception {
        ClientChannel client = connect(listener.address(), 0);
        writeUntilFull(client, ByteBuffer.wrap(requests(1000).getBytes(StandardCharsets.US_ASCII)), UNREAD_BYTES);
        return client;
    }

    /** The bytes that are not read do not end the connection of a client that waits. */
    @Test
    void a_client_with_unread_requests_gets_its_responses() throws Exception {
        start(this::promise);
        int count = 2 * UNREAD_BYTES / requests(1).length();
        try (RawClient client = client()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(client, requests(count)), others);
            CompletableFuture<Reply> first = nextPromised();
            // Longer than the interval in which an event loop looks for resets.
            Thread.sleep(1500);
            assertEquals(1, listener.connectionCount());
            first.complete(Response.plain(Status.OK, "first"));
            assertEndsWith("\r\n\r\nfirst\n", client.readResponse());
            for (int i = 1; i < count; i++) {
                nextPromised().complete(Response.plain(Status.OK, "next"));
                assertEndsWith("\r\n\r\nnext\n", client.readResponse());
            }
            sender.get(20, TimeUnit.SECONDS);
        }
    }

    private static void send(RawClient client, String requests) {
        try {
            client.send(requests);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A stage that cannot be cancelled may be completed later. */
    @Test
    void a_reply_of_a_stage_that_cannot_be_cancelled_is_released_once() throws Exception {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        start(request -> {
            promised.add(stage);
            return Reply.later(stage.minimalCompletionStage());
        });
        RawClient client = client();
        client.send(GET);
        assertSame(stage, nextPromised());
        client.reset();
        if (canDetectDisconnectWhileReplyIsPending()) {
            awaitNoConnections();
        }
        CountedBytes content = new CountedBytes();
        stage.complete(counted(content));
        awaitNoConnections();
        content.awaitClosed();
        assertEquals(1, content.closes());
    }

    @Test
    void a_shutdown_waits_for_pending_replies() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(GET);
            CompletableFuture<Reply> stage = nextPromised();
            CompletableFuture<ShutdownResult> result =
                    CompletableFuture.supplyAsync(() -> listener.shutdown(LONG), others);
            Thread.sleep(200);
            assertFalse(result.isDone(), "the shutdown did not wait");
            stage.complete(Response.plain(Status.OK, "before the end"));

            String all = client.readTextToEnd();
            assertContains("\r\nConnection: close\r\n", all);
            assertEndsWith("\r\n\r\nbefore the end\n", all);
            client.shutdownOutput();
            assertEquals(new ShutdownResult(1, 0), result.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_shutdown_cancels_pending_replies_after_the_grace_period() throws Exception {
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

    /** Completion races with the disconnect of the client, or the shutdown of the server; each content is released once. */
    @Test
    void every_content_is_released_once_in_any_order() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        List<CountedBytes> contents = Collections.synchronizedList(new ArrayList<>());
        start(request -> {
            CompletableFuture<Reply> stage = new CompletableFuture<>();
            promised.add(stage);
            return Reply.later(stage.minimalCompletionStage());
        });
        for (int round = 0; round < 300; round++) {
            contents.add(raceCompletionWithDisconnect(random));
        }
        List<CompletableFuture<Reply>> pending = new ArrayList<>();
        promised.drainTo(pending);
        for (CompletableFuture<Reply> stage : pending) {
            CountedBytes content = new CountedBytes();
            contents.add(content);
            others.execute(() -> stage.complete(counted(content)));
        }
        listener.shutdown(Duration.ofMillis(random.nextInt(20)));
        // The handler may have been called for the second of two requests only now.
        for (CompletableFuture<Reply> stage : promised) {
            stage.complete(Response.of(Status.OK));
        }
        for (CountedBytes content : contents) {
            content.awaitClosed();
            assertEquals(1, content.closes(), () -> "closes, seed " + seed);
        }
    }

    private CountedBytes raceCompletionWithDisconnect(SplittableRandom random) throws Exception {
        RawClient client = client();
        client.send(random.nextBoolean() ? GET : GET + GET);
        CompletableFuture<Reply> stage = nextPromised();
        CountedBytes content = new CountedBytes();
        long delayNanos = random.nextInt(300_000);
        others.execute(() -> {
            spin(delayNanos);
            stage.complete(counted(content));
        });
        spin(random.nextInt(300_000));
        if (random.nextBoolean()) {
            client.reset();
        } else {
            client.close();
        }
        return content;
    }

    private static void spin(long nanos) {
        long endNanos = System.nanoTime() + nanos;
        while (System.nanoTime() - endNanos < 0) {
            Thread.onSpinWait();
        }
    }
}
