package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.roundhouse.http.connection.Exchange;
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

    private static final Exchange EXCHANGE = new Exchange() {
        @Override
        public Request request() {
            return Request.get("a", "/");
        }

        @Override
        public void reply(Reply reply, long now) {}

        @Override
        public void fail(long now) {}
    };

    /** A reply that counts how often it is let go of. */
    private static final class Lent implements Upload {
        private final AtomicInteger abandoned = new AtomicInteger();

        @Override
        public void receive(ByteBuffer bytes) {}

        @Override
        public Response finish() {
            return Response.of(Status.OK);
        }

        @Override
        public void abort() {
            abandoned.incrementAndGet();
        }
    }

    private PendingReply pending(CompletableFuture<Reply> of) {
        return new PendingReply(EXCHANGE, (LaterReply) Reply.later(of), wakeUps::incrementAndGet, unreleased::add);
    }

    private static void elsewhere(Runnable work) throws InterruptedException {
        Thread other = new Thread(work);
        other.start();
        other.join();
    }

    @Test
    void wakes_when_it_is_completed_and_is_taken_once() throws InterruptedException {
        PendingReply pending = pending(stage);
        pending.await();
        assertTrue(pending.take().isEmpty());
        Lent lent = new Lent();
        elsewhere(() -> stage.complete(lent));

        assertEquals(1, wakeUps.get());
        assertEquals(Optional.of(lent), pending.take().orElseThrow().reply());
        pending.release();
        assertEquals(0, lent.abandoned.get());
    }

    @Test
    void wakes_nobody_for_what_is_there_when_it_begins_to_wait() {
        stage.complete(new Lent());
        PendingReply pending = pending(stage);
        pending.await();

        assertEquals(0, wakeUps.get());
        assertTrue(pending.take().orElseThrow().reply().isPresent());
    }

    /** A handler may complete what another request on the same loop waits for. */
    @Test
    void wakes_also_when_its_own_thread_completes_it_later() {
        PendingReply pending = pending(stage);
        pending.await();
        stage.complete(new Lent());

        assertEquals(1, wakeUps.get());
    }

    @Test
    void cancels_what_has_not_come() {
        PendingReply pending = pending(stage);
        pending.await();
        pending.release();

        assertTrue(stage.isCancelled());
        assertEquals(0, wakeUps.get());
    }

    @Test
    void releases_what_was_not_taken() {
        PendingReply pending = pending(stage);
        pending.await();
        Lent lent = new Lent();
        stage.complete(lent);
        pending.release();
        pending.release();

        assertEquals(1, lent.abandoned.get());
        assertFalse(stage.isCancelled());
    }

    @Test
    void releases_what_is_completed_twice() {
        PendingReply pending = pending(stage);
        Lent first = new Lent();
        Lent second = new Lent();
        pending.accept(first, null);
        pending.accept(second, null);

        assertEquals(1, wakeUps.get());
        assertEquals(1, second.abandoned.get());
        assertEquals(Optional.of(first), pending.take().orElseThrow().reply());
    }

    @Test
    void tells_of_what_cannot_be_released() {
        IllegalStateException mistake = new IllegalStateException("on purpose");
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
                        throw mistake;
                    }
                },
                null);

        assertEquals(1, unreleased.size());
        assertSame(mistake, unreleased.get(0));
    }

    /** Two threads, in lock step: one completes, the other takes or gives up. */
    @Test
    void whoever_is_first_each_reply_is_taken_or_released() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<CompletableFuture<Reply>> stages = new ArrayList<>();
        List<Lent> lent = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            stages.add(new CompletableFuture<>());
            lent.add(new Lent());
        }
        Thread other = new Thread(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                meet(barrier);
                stages.get(round).complete(lent.get(round));
                meet(barrier);
            }
        });
        other.start();
        for (int round = 0; round < ROUNDS; round++) {
            PendingReply pending = pending(stages.get(round));
            pending.await();
            meet(barrier);
            boolean taken = round % 2 == 0 && pending.take().isPresent();
            pending.release();
            meet(barrier);
            boolean cancelled = stages.get(round).isCancelled();
            assertEquals(taken || cancelled ? 0 : 1, lent.get(round).abandoned.get(), "round " + round);
        }
        other.join();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
