package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;

/**
 * Makes replies wait: some are completed later, some streams have no bytes for a while, some uploads are not ready. What
 * another thread would do in the meantime is kept, until the test does it.
 */
public final class DelayedReplies {
    private final IntUnaryOperator choice;
    private final Queue<Runnable> completions = new ArrayDeque<>();
    private boolean withFaults;

    /** @param choice returns a number below its argument; 0 chooses not to wait */
    public DelayedReplies(IntUnaryOperator choice) {
        this.choice = choice;
    }

    private boolean isDelayed() {
        return choice.applyAsInt(4) == 1;
    }

    /** Whether something is waited for. */
    public boolean hasPending() {
        return !completions.isEmpty();
    }

    /** Completes what was waited for first. */
    public void completeOne() {
        completions.remove().run();
    }

    /** From now on some of the replies, the starts of streams and those of uploads fail. */
    public void addFaults() {
        withFaults = true;
    }

    private boolean isFault() {
        return withFaults && choice.applyAsInt(16) == 1;
    }

    private void failSometimes() {
        if (isFault()) {
            throw new IllegalStateException("on purpose");
        }
    }

    /** Returns a reply with the same result. */
    public Reply delayed(Reply reply) {
        Reply waiting = waiting(reply);
        if (!isDelayed()) {
            return waiting;
        }
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        completions.add(() -> complete(stage, waiting));
        return Reply.later(stage);
    }

    private void complete(CompletableFuture<Reply> stage, Reply reply) {
        boolean completed = !isFault() && stage.complete(reply);
        if (!completed) {
            reply.release();
            stage.completeExceptionally(new IOException("on purpose"));
        }
    }

    private Reply waiting(Reply reply) {
        if (reply instanceof Response response && response.body() instanceof Body.Streamed streamed) {
            return response.with(new Body.Streamed(new WaitingProducer(streamed.producer())));
        }
        return reply instanceof Upload upload ? new WaitingUpload(upload) : reply;
    }

    private final class WaitingProducer implements Body.Producer {
        private final Body.Producer producer;
        private Runnable wakeUp;

        private WaitingProducer(Body.Producer producer) {
            this.producer = producer;
        }

        @Override
        public void start(Runnable toBeCalled) {
            failSometimes();
            wakeUp = toBeCalled;
            if (isDelayed()) {
                // At any time, also when it is not waiting.
                wakeUp.run();
            }
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            if (isDelayed()) {
                completions.add(wakeUp);
                return Body.Progress.WAITING;
            }
            Body.Progress progress = producer.produce(target);
            if (progress == Body.Progress.MORE && isDelayed()) {
                completions.add(wakeUp);
                return Body.Progress.WAITING;
            }
            return progress;
        }

        @Override
        public Headers trailers() {
            return producer.trailers();
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private final class WaitingUpload implements Upload {
        private final Upload upload;
        private Runnable wakeUp;

        private WaitingUpload(Upload upload) {
            this.upload = upload;
        }

        @Override
        public void start(Runnable toBeCalled) {
            failSometimes();
            wakeUp = toBeCalled;
        }

        @Override
        public boolean isReady() {
            failSometimes();
            boolean ready = !isDelayed();
            if (!ready) {
                completions.add(wakeUp);
            }
            return ready;
        }

        @Override
        public void receive(ByteBuffer bytes) throws IOException {
            upload.receive(bytes);
        }

        @Override
        public void receiveTrailers(Headers trailers) {
            upload.receiveTrailers(trailers);
        }

        @Override
        public Reply finish() throws IOException {
            return delayed(upload.finish());
        }

        @Override
        public void abort() {
            upload.abort();
        }
    }
}
