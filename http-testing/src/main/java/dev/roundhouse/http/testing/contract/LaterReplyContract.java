package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.ClientChannel;
import dev.roundhouse.http.testing.RawClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Replies that other threads complete later. A transport with event loops has one. */
public abstract class LaterReplyContract extends LaterReplyFixture {
    /** More than the socket buffers of both ends and one read hold together. */
    private static final long MAX_SENT_BYTES = 64L << 20;

    /** For subclasses. */
    protected LaterReplyContract() {}

    @Test
    void sends_a_reply_that_another_thread_completes() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            for (int round = 0; round < 3; round++) {
                client.send(GET);
                nextPromised().complete(Response.plain(Status.OK, "round " + round));

                assertEndsWith("\r\n\r\nround " + round + "\n", client.readResponse());
            }
        }
    }

    @Test
    void pipelined_responses_stay_in_order_whenever_their_replies_are_completed() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        start(request -> switch (random.nextInt(4)) {
            case 0 -> path(request);
            case 1 -> Reply.later(CompletableFuture.completedFuture(path(request)));
            case 2 -> Reply.later(CompletableFuture.completedFuture(after(0, path(request))));
            default -> after(random.nextInt(3), path(request));
        });
        try (RawClient client = client()) {
            client.send(requests(300));
            for (int number = 0; number < 300; number++) {
                String response = client.readResponse();
                assertEndsWith("\r\n\r\n/" + number + "\n", response);
            }
        }
    }

    @Test
    void replies_that_are_completed_already_delay_no_other_client() throws Exception {
        start(request -> Reply.later(CompletableFuture.completedFuture(path(request))));
        try (RawClient greedy = client();
                RawClient calm = client()) {
            others.execute(() -> sendAll(greedy, requests(5000)));
            for (int number = 0; number < 5000; number++) {
                assertEndsWith("/" + number + "\n", greedy.readResponse());
            }
            calm.send(GET);
            assertEndsWith("\r\n\r\n/\n", calm.readResponse());
        }
    }

    private static void sendAll(RawClient client, String text) {
        try {
            client.send(text);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void a_thousand_replies_may_be_pending() throws Exception {
        start(request -> request.target().path().equals("/now") ? path(request) : promise(request));
        List<RawClient> clients = new ArrayList<>();
        try (RawClient calm = client()) {
            for (int number = 0; number < 1000; number++) {
                clients.add(client());
                clients.get(number).send(requests(1));
            }
            List<CompletableFuture<Reply>> pending = new ArrayList<>();
            for (int number = 0; number < 1000; number++) {
                pending.add(nextPromised());
                if (number % 100 == 0) {
                    calm.send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertEndsWith("\r\n\r\n/now\n", calm.readResponse());
                }
            }
            Collections.shuffle(pending, new Random(1));
            for (CompletableFuture<Reply> stage : pending) {
                others.execute(() -> stage.complete(Response.plain(Status.OK, "at last")));
            }
            for (RawClient client : clients) {
                assertEndsWith("\r\n\r\nat last\n", client.readResponse());
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void responds_500_when_a_reply_fails() throws Exception {
        IOException cause = new IOException("on purpose");
        start(this::promise);
        for (Throwable failure : List.of(cause, new CompletionException(new CompletionException(cause)))) {
            try (RawClient client = client()) {
                client.send(GET);
                nextPromised().completeExceptionally(failure);

                assertStartsWith("HTTP/1.1 500 ", client.readTextToEnd());
                assertSame(cause, observer.nextFailure());
            }
        }
        assertTrue(observer.isEmpty(), "reported more than once");
    }

    @Test
    void responds_500_when_a_reply_is_completed_with_null() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(GET);
            nextPromised().complete(null);

            assertStartsWith("HTTP/1.1 500 ", client.readTextToEnd());
            assertEquals(NullPointerException.class, observer.nextFailure().getClass());
        }
    }

    @Test
    void a_later_reply_may_be_an_upload_or_ignore_the_body() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(POST + POST);
            nextPromised().complete(new Echo());
            assertEndsWith("\r\n\r\nbody\n", client.readResponse());

            nextPromised().complete(Response.plain(Status.OK, "unread"));
            assertEndsWith("\r\n\r\nunread\n", client.readResponse());

            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            nextPromised().complete(new Echo());
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
            client.send("late");
            assertEndsWith("\r\n\r\nlate\n", client.readResponse());
        }
    }

    /** Responds with the request body. */
    private static final class Echo implements Upload {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void receive(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                text.append((char) bytes.get());
            }
        }

        @Override
        public Response finish() {
            return Response.plain(Status.OK, text.toString());
        }
    }

    @Test
    void a_client_that_has_half_closed_gets_later_replies() throws Exception {
        start(this::promise);
        try (RawClient client = client()) {
            client.send(GET + GET);
            client.shutdownOutput();
            nextPromised().complete(Response.plain(Status.OK, "first"));
            nextPromised().complete(Response.plain(Status.OK, "second"));

            String all = client.readTextToEnd();
            assertContains("\r\n\r\nfirst\n", all);
            assertEndsWith("\r\n\r\nsecond\n", all);
        }
    }

    /** The time that a handler needs does not count for the client. */
    @Test
    void no_timeout_expires_while_a_reply_is_pending() throws Exception {
        start(this::promise, new Timeouts(SHORT, SHORT, SHORT, SHORT, LONG));
        try (RawClient client = client()) {
            client.send(GET);
            CompletableFuture<Reply> stage = nextPromised();
            Thread.sleep(1500);
            stage.complete(Response.plain(Status.OK, "late"));

            assertEndsWith("\r\n\r\nlate\n", client.readResponse());
        }
    }

    @Test
    void further_input_is_not_read_while_a_reply_is_pending() throws Exception {
        start(this::promise);
        try (ClientChannel client = connect(listener.address(), 0)) {
            ByteBuffer requests = ByteBuffer.wrap(GET.repeat(1000).getBytes(StandardCharsets.US_ASCII));
            long sent = writeUntilFull(client, requests, MAX_SENT_BYTES);
            assertTrue(sent < MAX_SENT_BYTES, () -> sent + " bytes were accepted");
            assertEquals(1, promised.size());
        }
    }
}
