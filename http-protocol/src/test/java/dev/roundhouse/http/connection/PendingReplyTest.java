package dev.roundhouse.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingReplyTest {
    private static final int ROUNDS = 20_000;

    private final CompletableFuture<Reply> stage = new CompletableFuture<>();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final List<Throwable> unreleased = new ArrayList<>();

    private final ConnectionContext context = new ConnectionContext() {
        @Override
        public void wakeUp() {
            wakeUps.incrementAndGet();
        }

        @Override
        public void handlerFailed(Request request, Throwable cause) {
            unreleased.add(cause);
        }
    };

    /** A reply that counts how often it is released. */
    private static final class ReleaseCountingUpload implements Upload {
        private final AtomicInteger released = new AtomicInteger();

        @Override
        public void receive(ByteBuffer bytes) {}

        @Override
        public Response finish() {
            return Response.of(Status.OK);
        }

        @Override
        public void abort() {
            released.incrementAndGet();
        }
    }

    private PendingReply pending(CompletableFuture<Reply> of) {
        return new PendingReply(Request.get("a", "/"), (LaterReply) Reply.later(of), context);
    }

    private static void runInOtherThread(Runnable work) throws InterruptedException {
        Thread other = new Thread(work);
        other.start();
        other.join();
    }

    @Test
    void wakes_up_when_completed_and_is_taken_once() throws InterruptedException {
        PendingReply pending = pending(stage);
        pending.start();
        assertFalse(pending.isCompleted());
        ReleaseCountingUpload reply = new ReleaseCountingUpload();
        runInOtherThread(() -> stage.complete(reply));

        assertEquals(1, wakeUps.get());
        assertEquals(Optional.of(reply), pending.take().reply());
        pending.release();
        assertEquals(0, reply.released.get());
    }

    @Test
    void does_not_wake_up_if_completed_before_it_waits() {
        stage.complete(new ReleaseCountingUpload());
        PendingReply pending = pending(stage);
        pending.start();

        assertEquals(0, wakeUps.get());
        assertTrue(pending.take().reply().isPresent());
    }

    /** A handler may complete the reply of another request on the same loop. */
    @Test
    void wakes_up_when_its_own_thread_completes_it_later() {
        PendingReply pending = pending(stage);
        pending.start();
        stage.complete(new ReleaseCountingUpload());

        assertEquals(1, wakeUps.get());
    }

    @Test
    void cancels_a_reply_that_is_not_completed() {
        PendingReply pending = pending(stage);
        pending.start();
        pending.release();

        assertTrue(stage.isCancelled());
        assertEquals(0, wakeUps.get());
    }

    @Test
    void releases_a_reply_that_was_not_taken() {
        PendingReply pending = pending(stage);
        pending.start();
        ReleaseCountingUpload reply = new ReleaseCountingUpload();
        stage.complete(reply);
        pending.release();
        pending.release();

        assertEquals(1, reply.released.get());
        assertFalse(stage.isCancelled());
    }

    @Test
    void releases_a_reply_that_is_completed_twice() {
        PendingReply pending = pending(stage);
        ReleaseCountingUpload first = new ReleaseCountingUpload();
        ReleaseCountingUpload second = new ReleaseCountingUpload();
        pending.start();
        pending.accept(first, null);
        pending.accept(second, null);

        assertEquals(1, wakeUps.get());
        assertEquals(1, second.released.get());
        assertEquals(Optional.of(first), pending.take().reply());
    }

    @Test
    void reports_a_reply_that_cannot_be_released() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        PendingReply pending = pending(stage);
        pending.release();
        pending.accept(
                new Upload() {
                    @Override
                    public void receive(ByteBuffer bytes) {}

                    @Override
                    public Response finish() {
                        return Response.of(Status.OK);
                    }

                    @Override
                    public void abort() {
                        throw failure;
                    }
                },
                null);

        assertEquals(1, unreleased.size());
        assertSame(failure, unreleased.get(0));
    }

    /** Two threads in lock step: one completes the reply, the other takes it or closes. */
    @Test
    void each_reply_is_taken_or_released_in_any_order_of_threads() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<CompletableFuture<Reply>> stages = new ArrayList<>();
        List<ReleaseCountingUpload> reply = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            stages.add(new CompletableFuture<>());
            reply.add(new ReleaseCountingUpload());
        }
        Thread other = new Thread(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                await(barrier);
                stages.get(round).complete(reply.get(round));
                await(barrier);
            }
        });
        other.start();
        for (int round = 0; round < ROUNDS; round++) {
            PendingReply pending = pending(stages.get(round));
            pending.start();
            await(barrier);
            boolean taken = round % 2 == 0
                    && pending.isCompleted()
                    && pending.take().reply().isPresent();
            pending.release();
            await(barrier);
            boolean cancelled = stages.get(round).isCancelled();
            assertEquals(taken || cancelled ? 0 : 1, reply.get(round).released.get(), "round " + round);
        }
        other.join();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
