package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A reply that is not there yet, made by {@link Reply#later}. Whoever drives the connection waits for {@link #stage} in its
 * own way, hands what it is completed with to the exchange, and calls {@link #cancel} when nobody wants it any more.
 */
public final class LaterReply implements Reply {
    private final CompletionStage<? extends Reply> stage;
    private final Function<Reply, Reply> changes;

    LaterReply(CompletionStage<? extends Reply> stage) {
        this(Objects.requireNonNull(stage, "a reply that comes later needs a stage"), Function.identity());
    }

    private LaterReply(CompletionStage<? extends Reply> stage, Function<Reply, Reply> changes) {
        this.stage = stage;
        this.changes = changes;
    }

    /** Completed with the reply, which may be one that comes still later, or with the failure; never with null. */
    public CompletionStage<Reply> stage() {
        return stage.thenApply(
                reply -> changes.apply(Objects.requireNonNull(reply, "a reply that comes later is something")));
    }

    /** Nobody waits for it any more: cancels the handler's stage, if it is one that can be. It may be completed all the same. */
    public void cancel() {
        if (stage instanceof Future<?> future) {
            try {
                future.cancel(true);
            } catch (UnsupportedOperationException notForUs) {
                // CompletableFuture.minimalCompletionStage() is such a future, so that only its owner completes it.
            }
        }
    }

    @Override
    public Reply map(UnaryOperator<Response> change) {
        return new LaterReply(stage, changes.andThen(reply -> reply.map(change)));
    }

    /** Cancels the stage, and releases what it is completed with all the same. */
    @Override
    public void release() {
        stage.thenAccept(Reply::release);
        cancel();
    }

    @Override
    public Reply await() throws IOException {
        try {
            return stage().toCompletableFuture().join().await();
        } catch (CompletionException failed) {
            Throwable cause = cause(failed);
            if (cause instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw cause instanceof IOException failure ? failure : new IOException(cause);
        }
    }

    /** What a stage failed of, without the wrapping of stages that depend on others. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public String toString() {
        return "a reply that comes later, of " + stage;
    }
}
