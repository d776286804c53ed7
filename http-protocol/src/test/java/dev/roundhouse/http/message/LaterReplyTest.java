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
    private final ClosableContent content = new ClosableContent();
    private final Response response = new Response(Status.OK, Headers.EMPTY, new Body.Slice(content, 0, 1));

    private static final class ClosableContent implements dev.roundhouse.http.message.Content {
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

    private static final class CountedUpload implements Upload {
        private final Response response;
        private int aborts;

        private CountedUpload(Response response) {
            this.response = response;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            bytes.position(bytes.limit());
        }

        @Override
        public Response finish() {
            return response;
        }

        @Override
        public void abort() {
            aborts++;
        }
    }

    private static Response decorated(Response response) {
        return response.with("X-Mapped", "x");
    }

    private static String mapped(Reply reply) {
        return ((Response) reply).headers().combined(FieldName.of("X-Mapped")).orElse("");
    }

    @Test
    void response_is_mapped_at_once_and_a_later_reply_on_completion() throws IOException {
        assertEquals("x", mapped(response.map(LaterReplyTest::decorated)));

        Reply later = Reply.later(stage).map(LaterReplyTest::decorated).map(LaterReplyTest::decorated);
        stage.complete(response);
        assertEquals("x, x", mapped(later.await()));
    }

    @Test
    void response_of_an_upload_is_mapped_when_the_body_is_complete() throws IOException {
        CountedUpload upload = new CountedUpload(response);
        Upload changed = (Upload) upload.map(LaterReplyTest::decorated);
        ByteBuffer body = ByteBuffer.allocate(3);
        changed.receive(body);

        assertFalse(body.hasRemaining());
        assertEquals("x", mapped(changed.finish()));
        changed.release();
        assertEquals(1, upload.aborts);
    }

    @Test
    void nested_later_replies_are_mapped() throws IOException {
        Reply later = Reply.later(stage).map(LaterReplyTest::decorated);
        stage.complete(Reply.later(CompletableFuture.completedFuture(response)).map(LaterReplyTest::decorated));

        assertEquals("x, x", mapped(later.await()));
    }

    @Test
    void failed_mapping_releases_the_response_and_throws() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> response.map(ignored -> {
                            throw failure;
                        })));
        assertEquals(1, content.closes);

        Reply later = Reply.later(stage).map(ignored -> {
            throw failure;
        });
        stage.complete(response);
        assertSame(failure, assertThrows(IllegalStateException.class, later::await));
        assertEquals(2, content.closes);
    }

    @Test
    void mapping_to_null_fails() {
        assertThrows(NullPointerException.class, () -> response.map(ignored -> null));
        assertEquals(1, content.closes);
    }

    @Test
    void release_before_completion_cancels_the_stage() {
        Reply.later(stage).map(LaterReplyTest::decorated).release();

        assertTrue(stage.isCancelled());
    }

    @Test
    void reply_of_an_uncancellable_stage_is_released_on_completion() {
        Reply.later(stage.minimalCompletionStage()).release();
        assertEquals(0, content.closes);
        stage.complete(response);

        assertEquals(1, content.closes);
    }

    @Test
    void completed_reply_is_released_at_once() {
        stage.complete(Reply.later(CompletableFuture.completedFuture(response)));
        Reply.later(stage).release();

        assertEquals(1, content.closes);
    }

    @Test
    void upload_completed_after_release_is_aborted() {
        CountedUpload upload = new CountedUpload(response);
        Reply.later(stage.minimalCompletionStage()).release();
        stage.complete(upload);

        assertEquals(1, upload.aborts);
    }

    @Test
    void await_throws_the_failure_of_the_stage() {
        IOException failure = new IOException("on purpose");
        Reply later = Reply.later(stage.thenApply(reply -> reply).thenApply(reply -> reply));
        stage.completeExceptionally(new CompletionException(failure));

        assertSame(failure, assertThrows(IOException.class, later::await));
    }

    @Test
    void await_fails_for_a_cancelled_stage_or_a_null_reply() {
        stage.cancel(false);
        assertThrows(CancellationException.class, Reply.later(stage)::await);
        assertThrows(NullPointerException.class, Reply.later(CompletableFuture.<Reply>completedFuture(null))::await);
        assertThrows(NullPointerException.class, () -> Reply.later(null));
    }

    @Test
    void await_returns_an_available_reply_at_once() throws IOException {
        CountedUpload upload = new CountedUpload(response);
        assertSame(response, response.await());
        assertSame(upload, upload.await());
    }
}
