package dev.roundhouse.http.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class LaterReplyTest {
    private final CompletableFuture<Reply> stage = new CompletableFuture<>();
    private final Content content = new Content();
    private final Response response = new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, 1));

    private static final class Content implements dev.roundhouse.http.message.Content {
        private int closes;

        @Override
        public long length() {
            return 1;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            return -1;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    private static final class Uploaded implements Upload {
        private final Response answer;
        private int abandoned;

        private Uploaded(Response response) {
            this.answer = response;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return answer;
        }

        @Override
        public void abort() {
            abandoned++;
        }
    }

    private static Response decorated(Response response) {
        return response.with("X-Seen", "x");
    }

    private static String seen(Reply reply) {
        return ((Response) reply).headers().combined(FieldName.of("X-Seen")).orElse("");
    }

    @Test
    void a_response_is_changed_at_once_and_a_later_one_when_it_comes() throws IOException {
        assertEquals("x", seen(response.map(LaterReplyTest::decorated)));

        Reply later = Reply.later(stage).map(LaterReplyTest::decorated).map(LaterReplyTest::decorated);
        stage.complete(response);
        assertEquals("x, x", seen(later.await()));
    }

    @Test
    void the_response_to_an_upload_is_changed_when_the_body_is_whole() throws IOException {
        Uploaded upload = new Uploaded(response);
        Upload changed = (Upload) upload.map(LaterReplyTest::decorated);
        ByteBuffer body = ByteBuffer.allocate(3);
        changed.receive(body);

        assertFalse(body.hasRemaining());
        assertEquals("x", seen(changed.finish()));
        changed.release();
        assertEquals(1, upload.abandoned);
    }

    @Test
    void replies_that_come_later_still_are_changed_as_well() throws IOException {
        Reply later = Reply.later(stage).map(LaterReplyTest::decorated);
        stage.complete(Reply.later(CompletableFuture.completedFuture(response)).map(LaterReplyTest::decorated));

        assertEquals("x, x", seen(later.await()));
    }

    @Test
    void a_change_that_fails_releases_the_response_and_is_a_failure() {
        IllegalStateException mistake = new IllegalStateException("on purpose");
        assertSame(
                mistake,
                assertThrows(
                        IllegalStateException.class,
                        () -> response.map(any -> {
                            throw mistake;
                        })));
        assertEquals(1, content.closes);

        Reply later = Reply.later(stage).map(any -> {
            throw mistake;
        });
        stage.complete(response);
        assertSame(mistake, assertThrows(IllegalStateException.class, later::await));
        assertEquals(2, content.closes);
    }

    @Test
    void a_change_to_nothing_is_a_failure() {
        assertThrows(NullPointerException.class, () -> response.map(any -> null));
        assertEquals(1, content.closes);
    }

    @Test
    void what_is_released_before_it_comes_is_cancelled() {
        Reply.later(stage).map(LaterReplyTest::decorated).release();

        assertTrue(stage.isCancelled());
    }

    @Test
    void what_cannot_be_cancelled_is_released_when_it_comes() {
        Reply.later(stage.minimalCompletionStage()).release();
        assertEquals(0, content.closes);
        stage.complete(response);

        assertEquals(1, content.closes);
    }

    @Test
    void what_has_come_already_is_released_at_once() {
        stage.complete(Reply.later(CompletableFuture.completedFuture(response)));
        Reply.later(stage).release();

        assertEquals(1, content.closes);
    }

    @Test
    void an_upload_that_comes_too_late_is_abandoned() {
        Uploaded upload = new Uploaded(response);
        Reply.later(stage.minimalCompletionStage()).release();
        stage.complete(upload);

        assertEquals(1, upload.abandoned);
    }

    @Test
    void waiting_throws_what_it_failed_of() {
        IOException failure = new IOException("on purpose");
        Reply later = Reply.later(stage.thenApply(reply -> reply).thenApply(reply -> reply));
        stage.completeExceptionally(new CompletionException(failure));

        assertSame(failure, assertThrows(IOException.class, later::await));
    }

    @Test
    void waiting_for_what_was_cancelled_or_is_nothing_fails() {
        stage.cancel(false);
        assertThrows(CancellationException.class, Reply.later(stage)::await);
        assertThrows(NullPointerException.class, Reply.later(CompletableFuture.<Reply>completedFuture(null))::await);
        assertThrows(NullPointerException.class, () -> Reply.later(null));
    }

    @Test
    void what_is_there_needs_no_waiting() throws IOException {
        Uploaded upload = new Uploaded(response);
        assertSame(response, response.await());
        assertSame(upload, upload.await());
    }
}
